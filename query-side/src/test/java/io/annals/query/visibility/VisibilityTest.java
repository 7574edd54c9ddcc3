package io.annals.query.visibility;

import static io.annals.query.Stories.THEN;
import static io.annals.query.Stories.contact;
import static io.annals.query.Stories.customer;
import static io.annals.query.Stories.day;
import static io.annals.query.Stories.earned;
import static io.annals.query.Stories.email;
import static io.annals.query.Stories.knownBy;
import static io.annals.query.Stories.purchase;
import static io.annals.query.Stories.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import io.annals.encoding.Pseudonyms;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.customer.CustomerEvent.RegionAssigned;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import io.annals.events.customer.IdentityKind;
import io.annals.events.loyalty.LoyaltyEvent.CardIssued;
import io.annals.log.EventLog;
import io.annals.query.RunningSide;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who sees whom and what, through the doors; and what is noted of it. */
@Timeout(120)
class VisibilityTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final CustomerId ANN = customer(1);
    private static final CustomerId BOB = customer(2);
    private static final CustomerId CY = customer(3);
    private static final Actor NORTH = actor("anna", new Scope.Team("north"), Role.AGENT);
    private static final List<String> OF_A_CUSTOMER =
            List.of("", "/timeline", "/loyalty", "/tasks", "?asOf=1", "/loyalty?asOf=1", "/tasks?asOf=1");

    private static RunningSide side;
    private static long last;

    private static Actor actor(String name, Scope scope, Role... roles) {
        return new Actor(name, Set.of(roles), scope, null, new Grant("session/" + name, null));
    }

    @BeforeAll
    static void threeCustomers() throws Exception {
        side = new RunningSide("annals.projection.patience=10s");
        tell(registered(ANN, "Ann Example"), new TeamAssigned(ANN, "north", THEN), new RegionAssigned(ANN, "eu", THEN));
        tell(registered(BOB, "Bob Example"), new TeamAssigned(BOB, "south", THEN));
        tell(registered(CY, "Cy Example"));
        tell(purchase(ANN, "p1", day(1), "USD 29.33"), earned(ANN, 29, "p1"));
        String card = side.context().getBean(Pseudonyms.class).of("identity", "CARD", "90001234");
        tell(
                new CardIssued(ANN, Personal.of("90001234"), card, THEN),
                knownBy(ANN, IdentityKind.CARD, "90001234", card));
        last = tell(email(ANN, "m1", day(9), "where are my shoes"));
    }

    @AfterAll
    static void end() {
        side.close();
    }

    private static long tell(Fact... facts) throws Exception {
        return side.tell("agent", facts);
    }

    private static HttpResponse<String> get(Actor actor, String path) throws IOException, InterruptedException {
        return side.send("GET", path, actor, "");
    }

    private static JsonNode json(Actor actor, String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(actor, path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static List<String> names(Actor actor, String query) throws IOException, InterruptedException {
        return json(actor, "/customers?atLeast=" + last + query)
                .path("customers")
                .valueStream()
                .map(found -> found.path("name").asString())
                .sorted()
                .toList();
    }

    private static void await(String what, BooleanSupplier done) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    @Test
    void a_customer_beyond_the_scope_is_answered_as_one_who_does_not_exist() throws Exception {
        for (String of : OF_A_CUSTOMER) {
            HttpResponse<String> beyond = get(NORTH, "/customers/" + BOB + of);
            HttpResponse<String> unknown = get(NORTH, "/customers/" + customer(99) + of);

            assertThat(beyond.statusCode()).as(of).isEqualTo(404);
            assertThat(beyond.body()).as(of).isEqualTo(unknown.body());
            assertThat(beyond.headers().firstValue("ETag")).isEmpty();
            assertThat(get(NORTH, "/customers/" + CY + of).statusCode())
                    .as("of no team" + of)
                    .isEqualTo(404);
            assertThat(get(NORTH, "/customers/" + ANN + of).statusCode()).as(of).isEqualTo(200);
        }
    }

    @Test
    void each_scope_finds_its_own_and_no_others() throws Exception {
        assertThat(names(NORTH, "&q=example")).containsExactly("Ann Example");
        assertThat(names(NORTH, "")).containsExactly("Ann Example");
        assertThat(names(actor("eva", new Scope.Region("eu"), Role.MANAGER), ""))
                .containsExactly("Ann Example");
        assertThat(names(actor("all", new Scope.All(), Role.AGENT), ""))
                .contains("Ann Example", "Bob Example", "Cy Example");
        assertThat(json(NORTH, "/customers?q=bob").path("total").asLong()).isZero();
    }

    @Test
    void a_customer_sees_nobody_but_themselves() throws Exception {
        Actor ann = actor("ann", new Scope.Own(ANN), Role.CUSTOMER);

        assertThat(json(ann, "/customers/" + ANN).path("name").asString()).isEqualTo("Ann Example");
        assertThat(get(ann, "/customers/" + BOB).statusCode()).isEqualTo(404);
        assertThat(get(ann, "/customers").statusCode()).isEqualTo(403);
    }

    @Test
    void whoever_moves_is_seen_by_the_others_from_then_on() throws Exception {
        CustomerId mover = customer(7);
        long told = tell(registered(mover, "Mo Mover"), new TeamAssigned(mover, "north", THEN));
        assertThat(get(NORTH, "/customers/" + mover + "?atLeast=" + told).statusCode())
                .isEqualTo(200);

        long moved = tell(new TeamAssigned(mover, "south", THEN));

        Actor south = actor("sam", new Scope.Team("south"), Role.AGENT);
        await("the move is heard", () -> status(NORTH, mover) == 404 && status(south, mover) == 200);
        assertThat(get(NORTH, "/customers/" + mover + "?asOf=" + told).statusCode())
                .as("whoever sees a customer no longer sees no past of theirs")
                .isEqualTo(404);
        assertThat(json(NORTH, "/customers?q=mover&atLeast=" + moved)
                        .path("total")
                        .asLong())
                .isZero();
    }

    private static int status(Actor actor, CustomerId customer) {
        try {
            return get(actor, "/customers/" + customer).statusCode();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Test
    void a_till_sees_name_card_and_balance_and_finds_by_what_it_is_shown() throws Exception {
        Actor till = new Actor("till-7", Role.TILL);
        JsonNode view = json(till, "/customers/" + ANN + "?atLeast=" + last);

        assertThat(view.propertyNames()).containsExactlyInAnyOrder("id", "name", "loyalty", "erased", "position");
        assertThat(view.path("loyalty").path("balance").asLong()).isEqualTo(29);
        assertThat(view.path("loyalty").path("card").asString()).isEqualTo("90001234");
        assertThat(names(till, "&card=9000-1234")).containsExactly("Ann Example");
        assertThat(get(till, "/customers?q=example").statusCode()).isEqualTo(403);
    }

    /** Issue 14, 5: an address that a till does not see was spelt by what it is found by, letter for letter. */
    @Test
    void a_till_learns_nothing_by_what_it_asks_besides_what_it_was_shown() throws Exception {
        Actor till = new Actor("till-7", Role.TILL);
        for (String more : List.of(
                "q=ann",
                "party=person",
                "role=customer",
                "channel=mail",
                "contactedAfter=2026-01-01T00:00:00Z",
                "contactedBefore=2026-01-01T00:00:00Z",
                "list=waiting",
                "list=mine",
                "sort=lastContact",
                "order=asc")) {
            assertThat(get(till, "/customers?card=9000-1234&" + more).statusCode())
                    .as(more)
                    .isEqualTo(403);
        }
        assertThat(json(till, "/customers?card=9000-1234&limit=1").path("total").asLong())
                .isEqualTo(1);
    }

    /** Issue 14, 5: their cursors and totals told customers when colleagues wrote about them. */
    @Test
    void a_timeline_looks_the_same_to_a_customer_whether_colleagues_wrote_about_them_or_not() throws Exception {
        CustomerId kim = customer(21);
        CustomerId lee = customer(22);
        tell(registered(kim, "Kim"));
        long told = tell(registered(lee, "Lee"));
        for (int i = 0; i < 4; i++) {
            for (CustomerId each : List.of(kim, lee)) {
                tell(email(each, "m" + i + each, day(2 * i), "hello"));
            }
            told = tell(
                    new NoteTaken(contact(lee, "n" + i, "desk", day(2 * i + 1)), Personal.of("beware")),
                    new TeamAssigned(lee, "t" + i, day(2 * i + 1)));
        }
        Actor asKim = actor("kim", new Scope.Own(kim), Role.CUSTOMER);
        Actor asLee = actor("lee", new Scope.Own(lee), Role.CUSTOMER);

        Actor mia = new Actor("mia", Role.MARKETING);
        assertThat(json(mia, "/customers/" + lee + "/seen?atLeast=" + told)
                        .path("unread")
                        .asLong())
                .as("marketing does not hear of notes: 1 registration, 4 e-mails, 4 moves")
                .isEqualTo(9);
        assertThat(pages(asLee, lee)).isEqualTo(pages(asKim, kim));
        assertThat(json(asLee, "/customers/" + lee + "/timeline?kind=note").path("entries"))
                .isEmpty();
    }

    /** How many entries each page has, and what is said of their number. */
    private static List<String> pages(Actor actor, CustomerId customer) throws Exception {
        List<String> pages = new ArrayList<>();
        String path = "/customers/" + customer + "/timeline?limit=2";
        JsonNode page = json(actor, path);
        pages.add(page.path("entries").size() + " of " + page.path("total").asString());
        while (page.has("next")) {
            page = json(actor, path + "&cursor=" + page.path("next").asString());
            pages.add(page.path("entries").size() + " of " + page.path("total").asString());
        }
        return pages;
    }

    @Test
    void an_auditor_with_a_scope_hears_of_reads_within_it() throws Exception {
        CustomerId inside = customer(31);
        CustomerId outside = customer(32);
        long told = tell(
                registered(inside, "Ines Inside"),
                new TeamAssigned(inside, "east", THEN),
                registered(outside, "Otis Outside"),
                new TeamAssigned(outside, "west", THEN));
        Actor manager = new Actor("mona", Role.MANAGER);
        get(manager, "/customers/" + outside + "?atLeast=" + told);
        get(manager, "/customers?q=otis&atLeast=" + told);
        get(manager, "/customers/" + inside + "?atLeast=" + told);
        get(manager, "/customers?contactedBefore=2000-01-01T00:00:00Z");
        Actor auditor = actor("edith", new Scope.Team("east"), Role.AUDITOR);
        Actor everybodys = new Actor("otto", Role.AUDITOR);
        await("the reads are stored", () -> readsOf(everybodys, "mona").size() == 4);

        assertThat(readsOf(auditor, "mona").stream()
                        .map(read -> read.path("what").asString() + " " + read.path("customers")))
                .as("of her own, and of nobody")
                .containsExactly("search []", "view [\"" + inside + "\"]");
        assertThat(reads(auditor, outside)).isEmpty();
        JsonNode first = json(auditor, "/audit/reads?limit=1&actor=mona");
        JsonNode second = json(
                auditor,
                "/audit/reads?limit=1&actor=mona&cursor=" + first.path("next").asString());
        assertThat(second.path("reads").path(0).path("what").asString()).isEqualTo("view");
        assertThat(second.has("next")).as("what lies behind is none of hers").isFalse();
    }

    private static List<JsonNode> readsOf(Actor auditor, String actor) {
        return read(auditor, "/audit/reads?actor=" + actor);
    }

    @Test
    void what_is_hidden_is_left_out_and_not_emptied() throws Exception {
        Actor technician = new Actor("tom", Role.TECHNICIAN);
        JsonNode view = json(technician, "/customers/" + ANN + "?atLeast=" + last);
        JsonNode timeline = json(technician, "/customers/" + ANN + "/timeline");
        JsonNode ofMarketing = json(new Actor("mia", Role.MARKETING), "/customers/" + ANN + "/timeline");

        assertThat(view.path("purchases").path("count").asLong()).isEqualTo(1);
        assertThat(view.path("purchases").has("money")).isFalse();
        assertThat(view.path("loyalty").has("balance")).isFalse();
        assertThat(timeline.toString()).contains("where are my shoes").doesNotContain("29.33");
        assertThat(ofMarketing.toString()).contains("29.33").doesNotContain("where are my shoes");
        assertThat(get(technician, "/customers?sort=money").statusCode()).isEqualTo(403);
        assertThat(json(technician, "/customers").path("total").asLong()).isPositive();
    }

    @Test
    void every_read_is_noted_with_who_whom_and_what() throws Exception {
        CustomerId watched = customer(8);
        long told = tell(registered(watched, "Wanda Watched"), new TeamAssigned(watched, "north", THEN));
        get(NORTH, "/customers/" + watched + "?atLeast=" + told);
        get(NORTH, "/customers/" + watched + "/timeline?asOf=" + told);
        get(NORTH, "/customers?q=wanda&atLeast=" + told);
        get(NORTH, "/customers/" + BOB);
        get(new Actor("till-7", Role.TILL), "/customers/" + watched + "/timeline");

        Actor auditor = new Actor("otto", Role.AUDITOR);
        await("the reads are stored", () -> reads(auditor, watched).size() == 3);

        assertThat(reads(auditor, watched).stream()
                        .map(read -> read.path("actor").asString() + " "
                                + read.path("what").asString()))
                .as("newest first, and none for what was refused")
                .containsExactly("anna search", "anna timeline", "anna view");
        assertThat(reads(auditor, watched).get(1).path("asOf").asString()).isEqualTo(Long.toString(told));
        JsonNode first = json(auditor, "/audit/reads?limit=1&customer=" + watched);
        assertThat(json(
                                auditor,
                                "/audit/reads?limit=1&customer=" + watched + "&cursor="
                                        + first.path("next").asString())
                        .path("reads")
                        .get(0)
                        .path("what")
                        .asString())
                .isEqualTo("timeline");
        assertThat(get(NORTH, "/audit/reads").statusCode()).isEqualTo(403);
        assertThat(get(auditor, "/audit/reads?cursor=x").statusCode()).isEqualTo(422);
        assertThat(side.context().getBean(EventLog.class).head())
                .as("nothing of it in the log")
                .isEqualTo(told);
    }

    private static List<JsonNode> reads(Actor auditor, CustomerId customer) {
        return read(auditor, "/audit/reads?customer=" + customer);
    }

    private static List<JsonNode> read(Actor auditor, String path) {
        try {
            return json(auditor, path).path("reads").valueStream().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
