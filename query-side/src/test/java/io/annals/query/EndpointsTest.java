package io.annals.query;

import static io.annals.query.Stories.customer;
import static io.annals.query.Stories.day;
import static io.annals.query.Stories.earned;
import static io.annals.query.Stories.email;
import static io.annals.query.Stories.purchase;
import static io.annals.query.Stories.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.Actor;
import io.annals.edge.Role;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.customer.CustomerEvent.IdentityAdded;
import io.annals.events.customer.IdentityKind;
import io.annals.events.loyalty.LoyaltyEvent.PointsRedeemed;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole side behind its doors. */
@Timeout(120)
class EndpointsTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final CustomerId ANN = customer(1);
    private static final CustomerId BOB = customer(2);
    private static final CustomerId CY = customer(3);

    private static RunningSide side;
    private static long last;

    @BeforeAll
    static void threeCustomers() throws Exception {
        side = new RunningSide(
                "annals.projection.patience=1s",
                "management.endpoints.web.exposure.include=health,metrics",
                "management.endpoint.health.show-details=always");
        tell(registered(ANN, "Ann Example"), known(ANN, IdentityKind.EMAIL, "ann@example.com"));
        tell(registered(BOB, "Bob Sample"), known(BOB, IdentityKind.PHONE, "+493012345678"));
        tell(registered(CY, "Cyan Example"), known(CY, IdentityKind.EXTERNAL_ID, "cdnow-7"));
        tell(purchase(ANN, "p1", day(1), "USD 29.33"), earned(ANN, 29, "p1"));
        tell(email(ANN, "m1", day(9), "where are my shoes"));
        tell(purchase(BOB, "p2", day(5), "USD 5.00"), purchase(BOB, "p3", day(6), "USD 5.00"));
        tell(email(ANN, "m0", day(0), "a late one"));
        last = tell(new PointsRedeemed(ANN, 9, "r1", day(7)));
    }

    @AfterAll
    static void end() {
        side.close();
    }

    private static IdentityAdded known(CustomerId customer, IdentityKind kind, String value) {
        return side.known(customer, kind, value);
    }

    private static long tell(Fact... facts) throws Exception {
        return side.tell("agent", facts);
    }

    private static HttpResponse<String> send(String method, String path, Role role)
            throws IOException, InterruptedException {
        return side.send(method, path, new Actor(role.text(), role), "");
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = send("GET", path, Role.AGENT);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static List<String> texts(JsonNode nodes, String field) {
        return nodes.valueStream().map(node -> node.path(field).asString("")).toList();
    }

    private static String names(String query) throws IOException, InterruptedException {
        return String.join(
                ", ", texts(get("/customers?atLeast=" + last + "&" + query).path("customers"), "name"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void the_client_view_shows_one_customer_at_a_position() throws Exception {
        HttpResponse<String> response = send("GET", "/customers/" + ANN + "?atLeast=" + last, Role.AGENT);
        JsonNode view = JSON.readTree(response.body());

        assertThat(response.headers().firstValue("ETag")).contains("\"position-" + last + "\"");
        assertThat(view.path("name").asString()).isEqualTo("Ann Example");
        assertThat(view.path("position").asLong()).isEqualTo(last);
        assertThat(view.path("purchases").path("count").asInt()).isEqualTo(1);
        assertThat(view.path("purchases").path("money").toString())
                .isEqualTo("[{\"amount\":\"29.33\",\"currency\":\"USD\"}]");
        assertThat(view.path("loyalty").path("balance").asLong()).isEqualTo(20);
        assertThat(view.path("version").asLong()).isEqualTo(1);
        assertThat(view.path("identities").toString()).doesNotContain("key");
    }

    @Test
    void customers_are_found_by_identities_as_people_type_them() throws Exception {
        assertThat(names("email=" + encoded(" ANN@Example.com "))).isEqualTo("Ann Example");
        assertThat(names("phone=" + encoded("+49 30 1234-5678"))).isEqualTo("Bob Sample");
        assertThat(names("externalId=cdnow-7")).isEqualTo("Cyan Example");
        assertThat(names("card=4000-1234")).isEmpty();
    }

    @Test
    void customers_are_found_by_the_beginnings_of_words() throws Exception {
        assertThat(names("q=EXA&sort=money")).isEqualTo("Ann Example, Cyan Example");
        assertThat(names("q=" + encoded("exa cy"))).isEqualTo("Cyan Example");
        assertThat(names("q=" + encoded("ample"))).isEmpty();
        assertThat(names("q=" + encoded(".*"))).isEmpty();
    }

    @Test
    void customers_are_sorted_and_paged() throws Exception {
        assertThat(names("sort=lastContact")).isEqualTo("Ann Example, Bob Sample, Cyan Example");
        assertThat(names("sort=recency")).isEqualTo("Bob Sample, Ann Example, Cyan Example");
        assertThat(names("sort=frequency")).startsWith("Bob Sample, Ann Example");
        assertThat(names("sort=money&order=asc")).isEqualTo("Cyan Example, Bob Sample, Ann Example");
        JsonNode first = get("/customers?sort=money&limit=2&atLeast=" + last);
        JsonNode second =
                get("/customers?sort=money&limit=2&cursor=" + first.path("next").asString());
        assertThat(second.path("total").asLong()).isEqualTo(3);
        assertThat(texts(second.path("customers"), "name")).containsExactly("Cyan Example");
    }

    @Test
    void the_timeline_is_newest_first_by_when_it_happened_in_pages() throws Exception {
        JsonNode first = get("/customers/" + ANN + "/timeline?limit=3&atLeast=" + last);
        JsonNode second = get("/customers/" + ANN + "/timeline?limit=30&cursor="
                + first.path("next").asString());

        assertThat(texts(first.path("entries"), "kind")).containsExactly("email", "points-redeemed", "points-earned");
        assertThat(texts(second.path("entries"), "kind"))
                .containsExactly("purchase", "email", "identity-added", "registered");
        assertThat(second.has("next")).isFalse();
        assertThat(first.path("entries").get(0).path("content").path("text").asString())
                .isEqualTo("where are my shoes");
    }

    @Test
    void the_timeline_jumps_to_a_date_and_goes_on_in_both_directions() throws Exception {
        String path = "/customers/" + ANN + "/timeline?limit=2&atLeast=" + last;
        JsonNode there = get(path + "&around=" + day(2));
        JsonNode newer = get(path + "&cursor=" + there.path("previous").asString());
        JsonNode newest = get(path);
        JsonNode older = get(path + "&cursor=" + there.path("next").asString());

        assertThat(texts(there.path("entries"), "kind")).containsExactly("points-redeemed", "points-earned");
        assertThat(there.path("total").asLong()).isEqualTo(7);
        assertThat(texts(newer.path("entries"), "kind")).containsExactly("email");
        assertThat(newer.has("previous")).isFalse();
        assertThat(texts(older.path("entries"), "kind")).containsExactly("purchase", "email");
        assertThat(texts(get(path + "&cursor=" + newer.path("next").asString()).path("entries"), "kind"))
                .containsExactly("points-redeemed", "points-earned");
        assertThat(texts(newest.path("entries"), "kind")).containsExactly("email", "points-redeemed");
    }

    @Test
    void the_timeline_is_filtered_by_kind_channel_and_time() throws Exception {
        String path = "/customers/" + ANN + "/timeline?atLeast=" + last;

        assertThat(texts(get(path + "&kind=email").path("entries"), "contact")).containsExactly("m1", "m0");
        assertThat(texts(get(path + "&channel=store-12").path("entries"), "kind"))
                .containsExactly("purchase");
        assertThat(texts(get(path + "&kind=email&from=" + day(1)).path("entries"), "contact"))
                .containsExactly("m1");
        assertThat(texts(get(path + "&kind=email&to=" + day(9)).path("entries"), "contact"))
                .containsExactly("m0");
    }

    @Test
    void the_account_shows_its_balance_and_its_entries_newest_first() throws Exception {
        JsonNode account = get("/customers/" + ANN + "/loyalty?limit=1&atLeast=" + last);
        JsonNode rest = get("/customers/" + ANN + "/loyalty?limit=1&cursor="
                + account.path("next").asString());

        assertThat(account.path("balance").asLong()).isEqualTo(20);
        assertThat(texts(account.path("entries"), "kind")).containsExactly("redeemed");
        assertThat(account.path("entries").get(0).path("points").asLong()).isEqualTo(-9);
        assertThat(texts(rest.path("entries"), "kind")).containsExactly("earned");
        assertThat(rest.has("next")).isFalse();
    }

    @Test
    void an_account_before_a_seq_that_is_far_beyond_its_last_is_the_newest_page() throws Exception {
        JsonNode newest = get("/customers/" + ANN + "/loyalty?limit=1&atLeast=" + last);
        JsonNode beyond = get("/customers/" + ANN + "/loyalty?limit=1&cursor=" + Long.MAX_VALUE);

        assertThat(beyond.path("entries")).isEqualTo(newest.path("entries"));
    }

    @Test
    void history_is_answered_by_position_and_by_instant() throws Exception {
        JsonNode then = get("/customers/" + ANN + "?asOf=4");
        JsonNode now = get("/customers/" + ANN + "?asOf=2126-01-01T00:00:00Z");

        assertThat(then.path("asOf").asLong()).isEqualTo(4);
        assertThat(then.path("loyalty").path("balance").asLong()).isEqualTo(29);
        assertThat(now.path("asOf").asLong()).isEqualTo(last);
        assertThat(get("/customers/" + ANN + "/loyalty?asOf=4").path("balance").asLong())
                .isEqualTo(29);
        assertThat(texts(
                        get("/customers/" + ANN + "/timeline?asOf=4&kind=email").path("entries"), "kind"))
                .isEmpty();
        assertThat(send("GET", "/customers/" + BOB + "?asOf=1", Role.AUDITOR).statusCode())
                .isEqualTo(404);
    }

    @Test
    void what_is_unknown_or_wrong_is_refused_with_its_name() throws Exception {
        String nobody = "/customers/" + customer(99);

        assertThat(refusal(nobody, 404)).contains("unknown-customer");
        assertThat(refusal(nobody + "/timeline", 404)).contains("unknown-customer");
        assertThat(refusal(nobody + "/loyalty", 404)).contains("unknown-customer");
        assertThat(refusal("/customers/" + ANN + "?atLeast=999999", 409))
                .contains("not-yet-processed", "\"position\":");
        assertThat(refusal("/customers/" + ANN + "?asOf=999999", 409)).contains("not-yet-processed");
        assertThat(refusal("/customers/" + ANN + "?asOf=soon", 422)).contains("\"field\":\"asOf\"");
        assertThat(refusal("/customers/" + ANN + "/timeline?cursor=x", 422)).contains("\"field\":\"cursor\"");
        assertThat(refusal("/customers?sort=beauty", 422)).contains("\"field\":\"sort\"");
        assertThat(refusal("/customers?email=nobody", 422)).contains("\"field\":\"email\"");
        assertThat(refusal("/customers?limit=100000", 422)).contains("\"field\":\"limit\"");
    }

    private static String refusal(String path, int status) throws Exception {
        HttpResponse<String> response = send("GET", path, Role.AGENT);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        return response.body();
    }

    @Test
    void each_role_sees_what_is_its_own() throws Exception {
        assertThat(send("GET", "/customers/" + ANN, Role.TILL).statusCode()).isEqualTo(200);
        assertThat(send("GET", "/customers/" + ANN + "/timeline", Role.TILL).statusCode())
                .isEqualTo(403);
        assertThat(send("POST", "/projections/customer/rebuild", Role.AGENT).statusCode())
                .isEqualTo(403);
        assertThat(send("POST", "/log/verification", Role.SERVICE).statusCode()).isEqualTo(403);
    }

    @Test
    void the_log_is_verified_line_by_line() throws Exception {
        HttpResponse<String> response = send("POST", "/log/verification", Role.AUDITOR);

        List<String> lines = response.body().lines().toList();
        assertThat(response.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        assertThat(lines.getLast()).contains("\"valid\":true", "\"commits\":" + last);
        assertThat(send("GET", "/log/head", Role.AUDITOR).headers().firstValue("ETag"))
                .contains("\"position-" + last + "\"");
    }

    @Test
    void what_the_log_holds_is_counted_line_by_line() throws Exception {
        List<String> lines =
                send("POST", "/log/statistics", Role.AUDITOR).body().lines().toList();
        JsonNode figures = JSON.readTree(lines.getLast());
        JsonNode rest = JSON.readTree(send("POST", "/log/statistics?after=" + (last - 1), Role.ADMINISTRATOR)
                .body()
                .lines()
                .toList()
                .getLast());

        assertThat(lines.getFirst()).contains("\"head\":" + last);
        assertThat(figures.path("commits").asLong()).isEqualTo(last);
        assertThat(figures.path("eventsByType")
                        .path("customer.CustomerRegistered")
                        .asLong())
                .isPositive();
        assertThat(figures.path("storage").path("indexBytes").path("stream_seq").asLong())
                .isPositive();
        assertThat(figures.path("oplogHours").isNumber()).isTrue();
        assertThat(texts(figures.path("projections"), "name"))
                .contains("customer", "loyalty", "mention", "task", "timeline")
                .isSorted();
        assertThat(rest.path("commits").asLong()).isEqualTo(1);
        assertThat(send("POST", "/log/statistics?after=-1", Role.AUDITOR).body())
                .contains("\"field\":\"after\"");
        assertThat(send("POST", "/log/statistics?after=999999", Role.AUDITOR).body())
                .contains("position-beyond-head");
        assertThat(send("POST", "/log/statistics", Role.AGENT).statusCode()).isEqualTo(403);
    }

    @Test
    void projections_are_listed_rebuilt_and_retried() throws Exception {
        get("/customers/" + ANN + "?atLeast=" + last);
        List<String> lines = send("POST", "/projections/customer/rebuild", Role.ADMINISTRATOR)
                .body()
                .lines()
                .toList();
        JsonNode states = JSON.readTree(
                        send("GET", "/projections", Role.ADMINISTRATOR).body())
                .path("projections");

        assertThat(lines.getFirst()).contains("\"head\":" + last);
        assertThat(lines.getLast()).contains("\"name\":\"customer\"", "\"condition\":\"running\"");
        assertThat(texts(states, "name"))
                .contains("customer", "loyalty", "mention", "task", "timeline")
                .isSorted();
        assertThat(send("POST", "/projections/customer/retry", Role.ADMINISTRATOR)
                        .body())
                .contains("\"parked\":0");
        assertThat(send("POST", "/projections/none/rebuild", Role.ADMINISTRATOR).statusCode())
                .isEqualTo(404);
        assertThat(get("/customers/" + ANN + "?atLeast=" + last).path("name").asString())
                .isEqualTo("Ann Example");
    }

    @Test
    void health_and_metrics_tell_of_the_projections() throws Exception {
        assertThat(send("GET", "/actuator/health", Role.ADMINISTRATOR).body()).contains("\"status\":\"UP\"", "loyalty");
        assertThat(send("GET", "/actuator/metrics/annals.projection.lag.events?tag=name:customer", Role.ADMINISTRATOR)
                        .body())
                .contains("\"measurements\"");
    }
}
