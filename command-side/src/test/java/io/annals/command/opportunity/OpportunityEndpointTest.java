package io.annals.command.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.Side;
import io.annals.command.Side.Reply;
import io.annals.edge.Role;
import io.annals.events.opportunity.OpportunityEvent.OpportunityMoved;
import io.annals.events.opportunity.OpportunityEvent.OpportunityOpened;
import io.annals.events.opportunity.OpportunityEvent.OpportunityValued;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OpportunityEndpointTest {
    private final Side side = Side.shared();
    private final String id = UUID.randomUUID().toString();

    @Test
    void an_opportunity_goes_its_way_and_the_log_keeps_its_title_closed() {
        String customer = customer();

        Reply first = open(customer, "Roof of the barn");
        assertThat(first.status()).isEqualTo(201);
        assertThat(open(customer, "Roof of the barn").status()).isEqualTo(200);
        assertThat(open(customer, "Another roof").text("type"))
                .isEqualTo("urn:annals:problem:opportunity-already-opened");
        assertThat(send("PUT", "/stage", "\"0\"", "{\"stage\":\"proposal\"}").status())
                .isEqualTo(200);
        assertThat(patch("\"1\"", "{\"amount\":{\"amount\":\"7000\",\"currency\":\"EUR\"}}")
                        .body()
                        .path("version")
                        .asLong())
                .isEqualTo(2);

        assertThat(side.stream("opportunity-" + id))
                .hasExactlyElementsOfTypes(OpportunityOpened.class, OpportunityMoved.class, OpportunityValued.class);
        var event = side.bean(io.annals.log.EventLog.class).stream("opportunity-" + id, 0)
                .getFirst()
                .event();
        assertThat(event.subject()).isEqualTo(customer);
        assertThat(event.data().toJson()).doesNotContain("barn").contains("\"standard\"");
    }

    @Test
    void whoever_is_late_gets_what_stands_beside_what_they_sent() {
        open(customer(), "Roof");
        send("PUT", "/stage", null, "{\"stage\":\"proposal\"}");

        assertThat(patch(null, "{\"owner\":\"bob\"}").status()).isEqualTo(428);
        Reply late = patch("\"0\"", "{\"owner\":\"bob\"}");

        assertThat(late.status()).isEqualTo(412);
        assertThat(late.body().path("sent").toString()).isEqualTo("{\"owner\":\"bob\"}");
        assertThat(late.body().path("current").path("stage").asString()).isEqualTo("proposal");
        assertThat(late.body().path("current").path("version").asLong()).isEqualTo(1);
    }

    @Test
    void it_is_lost_and_reopened_and_won() {
        open(customer(), "Roof");

        assertThat(send("POST", "/loss", null, "{\"reason\":\"weather\"}").text("field"))
                .isEqualTo("reason");
        assertThat(send("POST", "/loss", null, "{\"reason\":\"price\",\"text\":\"too dear\"}")
                        .status())
                .isEqualTo(200);
        assertThat(send("PUT", "/stage", null, "{\"stage\":\"proposal\"}").text("type"))
                .isEqualTo("urn:annals:problem:opportunity-is-decided");
        assertThat(send("POST", "/reopening", null, "").status()).isEqualTo(200);
        Reply won = send("POST", "/win", null, "");
        assertThat(won.status()).isEqualTo(200);
        assertThat(send("POST", "/win", null, "").position()).isEqualTo(won.position());
    }

    @Test
    void what_cannot_be_is_refused_by_its_field() {
        String customer = customer();
        assertThat(open(UUID.randomUUID().toString(), "Roof").text("type"))
                .isEqualTo("urn:annals:problem:unknown-customer");
        assertThat(with(customer, "\"expectedClose\":\"soon\"").text("field")).isEqualTo("expectedClose");
        assertThat(with(customer, "\"stage\":\"won\"").text("field")).isEqualTo("stage");
        assertThat(with(customer, "\"pipeline\":\"none\"").text("field")).isEqualTo("pipeline");
        assertThat(with(customer, "\"owner\":\"no name\"").text("field")).isEqualTo("owner");
        assertThat(with(customer, "\"amount\":{\"amount\":\"-1\",\"currency\":\"EUR\"}")
                        .text("field"))
                .isEqualTo("amount.amount");
        assertThat(send("POST", "/win", null, "").status()).isEqualTo(404);
    }

    private String customer() {
        return side.post(Role.AGENT, "/customers", "{\"name\":\"Anna Lee\"}").text("customer");
    }

    private Reply open(String customer, String title) {
        return side.post(
                Role.SALES,
                "/opportunities",
                "{\"id\":\"%s\",\"customer\":\"%s\",\"title\":\"%s\",\"amount\":{\"amount\":\"5000\",\"currency\":\"EUR\"}}"
                        .formatted(id, customer, title));
    }

    private Reply with(String customer, String more) {
        return side.post(
                Role.SALES,
                "/opportunities",
                "{\"id\":\"%s\",\"customer\":\"%s\",\"title\":\"Roof\",%s}".formatted(id, customer, more));
    }

    private Reply patch(@Nullable String version, String json) {
        HttpRequest.Builder request = side.request(Role.SALES, "/opportunities/" + id)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(json));
        return side.send(version == null ? request : request.header("If-Match", version));
    }

    private Reply send(String method, String path, @Nullable String version, String json) {
        HttpRequest.Builder request = side.request(Role.SALES, "/opportunities/" + id + path)
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return side.send(version == null ? request : request.header("If-Match", version));
    }
}
