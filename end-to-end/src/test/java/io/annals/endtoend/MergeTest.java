package io.annals.endtoend;

import static io.annals.edge.Role.ADMINISTRATOR;
import static io.annals.edge.Role.AGENT;
import static io.annals.edge.Role.AUDITOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Two customers who are one are one on every route, list and topic, and two again when they part. */
@ExtendWith(Shared.class)
class MergeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Annals annals;
    private final Client agent;
    private final String unique = "m" + UUID.randomUUID().toString().substring(0, 8);
    private final String ann;
    private final String bea;
    private long head;

    MergeTest(Annals annals) {
        this.annals = annals;
        this.agent = annals.as(AGENT);
        this.ann = customer("Ann", "ann");
        this.bea = customer("Bea", "bea");
        lives(ann, "ann", "29.99");
        lives(bea, "bea", "50.00");
    }

    private String customer(String name, String id) {
        return agent.post(
                        "/customers",
                        Map.of(
                                "name", name + " " + unique,
                                "attributes", Map.of("city", id),
                                "identities",
                                        List.of(Map.of("kind", "email", "value", id + "-" + unique + "@example.org"))))
                .expect(201)
                .text("customer");
    }

    private void lives(String customer, String id, String price) {
        told(annals.as(ADMINISTRATOR)
                .post(
                        "/contacts",
                        Map.of(
                                "kind",
                                "purchase",
                                "channel",
                                "store-1",
                                "externalId",
                                "buy-" + id + unique,
                                "occurredAt",
                                "2026-03-03T14:05:00Z",
                                "customer",
                                Map.of("id", customer),
                                "content",
                                Map.of(
                                        "lines",
                                        List.of(Map.of(
                                                "id",
                                                "1",
                                                "product",
                                                "lamp",
                                                "quantity",
                                                1,
                                                "price",
                                                Map.of("amount", price, "currency", "USD")))))));
        told(mail(customer, id, "hello " + unique + id));
        told(agent.post(
                "/tasks",
                Map.of(
                        "id",
                        UUID.randomUUID().toString(),
                        "customer",
                        customer,
                        "title",
                        "Call " + id,
                        "assignee",
                        "me",
                        "due",
                        "2026-03-09T14:05:00Z")));
        told(agent.post("/opportunities", Bodies.opportunity(UUID.randomUUID(), customer)));
        long points = (long) Double.parseDouble(price);
        Eventually.see(
                "points of " + id,
                PATIENCE,
                () -> agent.get("/customers/" + customer + "/loyalty")
                        .json()
                        .path("balance")
                        .asLong(),
                balance -> balance == points);
        head = Math.max(
                head,
                annals.as(AUDITOR).get("/log/head").json().path("position").asLong());
    }

    private Answer mail(String customer, String id, String text) {
        return agent.post(
                "/contacts",
                Map.of(
                        "kind", "email",
                        "channel", "mail",
                        "externalId", "<" + UUID.randomUUID() + "@example.org>",
                        "direction", "inbound",
                        "occurredAt", "2026-03-04T14:05:00Z",
                        "customer", Map.of("id", customer),
                        "content", Map.of("subject", "About " + id, "text", text)));
    }

    private long told(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        head = Math.max(head, answer.json().path("position").asLong());
        return head;
    }

    /** All that is shown of a customer, without what moves with the clock or the log. */
    private Map<String, JsonNode> shown(String customer) {
        Map<String, JsonNode> shown = new LinkedHashMap<>();
        for (String route : List.of("", "/timeline", "/loyalty", "/tasks", "/opportunities", "/seen")) {
            String path = "/customers/" + customer + route + "?atLeast=" + head;
            shown.put(route, still(agent.get(path).expect(200).json()));
        }
        return shown;
    }

    private static JsonNode still(JsonNode body) {
        JsonNode still = body.deepCopy();
        if (still instanceof ObjectNode object) {
            object.remove(List.of("position", "asOf"));
            if (object.path("waiting") instanceof ObjectNode waiting) {
                waiting.remove("seconds");
            }
            if (object.path("purchases") instanceof ObjectNode purchases) {
                purchases.remove("recencyDays");
            }
        }
        return still;
    }

    /** The timeline and what is unread in it without what tells of the merge itself. */
    private static Map<String, JsonNode> withoutLinks(Map<String, JsonNode> shown, int links) {
        Map<String, JsonNode> without = new LinkedHashMap<>(shown);
        ObjectNode timeline = (ObjectNode) at(shown, "/timeline").deepCopy();
        ArrayNode entries = timeline.putArray("entries");
        at(shown, "/timeline").path("entries").forEach(entry -> {
            if (!List.of("merged", "parted").contains(entry.path("kind").asString())) {
                entries.add(entry);
            }
        });
        timeline.put("total", timeline.path("total").asLong() - links);
        without.put("/timeline", timeline);
        ObjectNode seen = (ObjectNode) at(shown, "/seen").deepCopy();
        seen.remove("unread");
        without.put("/seen", seen);
        return without;
    }

    private static JsonNode at(Map<String, JsonNode> shown, String route) {
        return Objects.requireNonNull(shown.get(route), route);
    }

    private List<String> listed(String query) {
        return agent.all("/customers?" + query + "&limit=200&atLeast=" + head, "customers").stream()
                .map(one -> one.path("id").asString())
                .toList();
    }

    @Test
    void every_route_shows_both_as_one_once_and_after_the_parting_everything_is_as_before() {
        Map<String, JsonNode> annBefore = shown(ann);
        Map<String, JsonNode> beaBefore = shown(bea);
        long before = head;
        assertThat(listed("q=" + unique)).containsExactlyInAnyOrder(ann, bea);
        JsonNode preview = agent.get("/customers/" + ann + "/merges/" + bea + "/preview")
                .expect(200)
                .json();

        Answer merged = agent.post("/customers/" + ann + "/merges", Map.of("absorbed", bea, "reason", "Same person"));
        merged.expect(201);
        told(merged);
        Map<String, JsonNode> together = shown(ann);

        assertThat(shown(bea)).isEqualTo(together);
        JsonNode view = at(together, "");
        assertThat(view.path("id").asString()).isEqualTo(ann);
        assertThat(view.path("merged").path(0).asString()).isEqualTo(bea);
        assertThat(view.path("identities")).hasSize(2);
        assertThat(view.path("attributes").path("city").asString()).isEqualTo("ann");
        assertThat(view.path("loyalty").path("balance").asLong()).isEqualTo(79);
        assertThat(still(preview.path("customer"))).isEqualTo(view);
        assertThat(preview.path("differences").findValuesAsString("field")).containsExactly("name", "attributes.city");
        assertThat(at(together, "/loyalty").path("balance").asLong()).isEqualTo(79);
        assertThat(at(together, "/loyalty").path("entries")).hasSize(2);
        assertThat(at(together, "/tasks").path("tasks")).hasSize(2);
        assertThat(at(together, "/opportunities").path("opportunities")).hasSize(2);
        assertThat(at(together, "/timeline").path("total").asLong())
                .isEqualTo(at(annBefore, "/timeline").path("total").asLong()
                        + at(beaBefore, "/timeline").path("total").asLong()
                        + 2);
        assertThat(listed("q=" + unique)).containsExactly(ann);
        assertThat(listed("q=bea-" + unique + "@example.org")).containsExactly(ann);
        assertThat(listed("q=" + unique + "bea")).as("by a contact of hers").containsExactly(ann);
        assertThat(listed("email=bea-" + unique + "@example.org")).containsExactly(ann);
        assertThat(agent.all("/tasks?customer=" + bea + "&atLeast=" + head, "tasks"))
                .hasSize(2);
        JsonNode merges = agent.get("/customers/" + bea + "/merges?atLeast=" + head)
                .expect(200)
                .json();
        assertThat(merges.path("customer").asString()).isEqualTo(ann);
        assertThat(merges.path("merges").path(0).path("absorbed").asString()).isEqualTo(bea);
        assertThat(merges.path("merges").path(0).path("reason").asString()).isEqualTo("Same person");

        told(agent.send("DELETE", "/customers/" + ann + "/merges/" + bea, BodyPublishers.noBody()));

        assertThat(withoutLinks(shown(ann), 2)).isEqualTo(withoutLinks(annBefore, 0));
        assertThat(withoutLinks(shown(bea), 2)).isEqualTo(withoutLinks(beaBefore, 0));
        assertThat(listed("q=" + unique)).containsExactlyInAnyOrder(ann, bea);
        long between = merged.json().path("position").asLong();
        assertThat(asOf(ann, between)).isEqualTo(asOf(bea, between)).containsEntry("", view);
        assertThat(at(asOf(bea, before), "")).isEqualTo(at(beaBefore, ""));
        assertThat(at(asOf(ann, before), "/timeline").path("entries"))
                .isEqualTo(at(annBefore, "/timeline").path("entries"));
        assertThat(annals.complaints()).isEmpty();
    }

    private Map<String, JsonNode> asOf(String customer, long position) {
        Map<String, JsonNode> shown = new LinkedHashMap<>();
        for (String route : List.of("", "/timeline", "/loyalty", "/tasks")) {
            String path = "/customers/" + customer + route + "?asOf=" + position;
            shown.put(route, still(agent.get(path).expect(200).json()));
        }
        return shown;
    }

    @Test
    void who_watches_either_of_them_hears_reset_then_of_both_and_reset_again_when_they_part() {
        try (Socket socket = Socket.open(annals.url(), annals.keyOf(AGENT))) {
            String subscribe = "{\"subscribe\":\"customer/" + bea + "\"}";
            assertThat(socket.ask(subscribe).path("type").asString()).isEqualTo("live");

            told(agent.post("/customers/" + ann + "/merges", Map.of("absorbed", bea)));
            heard(socket, "reset");
            socket.say(subscribe);
            heard(socket, "live");
            told(mail(ann, "ann", "after the merge"));
            JsonNode frame = heard(socket, "commit");

            assertThat(frame.path("topic").asString()).isEqualTo("customer/" + bea);
            assertThat(frame.path("entries").path(0).path("customer").asString())
                    .isEqualTo(ann);
            told(agent.send("DELETE", "/customers/" + ann + "/merges/" + bea, BodyPublishers.noBody()));
            heard(socket, "reset");
            socket.say("{\"subscribe\":\"customer/" + bea + "\",\"after\":"
                    + frame.path("position").asLong() + "}");
            heard(socket, "reset");
        }
    }

    /** The next message of this type; commits before a reset are told of as well. */
    private static JsonNode heard(Socket socket, String type) {
        for (int i = 0; i < 20; i++) {
            JsonNode message = socket.next(PATIENCE);
            if (message.path("type").asString().equals(type)) {
                return message;
            }
        }
        throw new AssertionError("no " + type + " among 20 messages");
    }
}
