package io.annals.endtoend;

import static io.annals.edge.Role.ADMINISTRATOR;
import static io.annals.edge.Role.AGENT;
import static io.annals.edge.Role.AUDITOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** What customers do for themselves, by a key of their own and without anybody of the company. */
@ExtendWith(Shared.class)
class OwnRelationTest {
    private static final Logger LOG = LoggerFactory.getLogger(OwnRelationTest.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SECRET = "between-colleagues-alone";
    private static final String WRITTEN = "2026-03-03T14:05:00Z";

    private final Annals annals;
    private String id = "";
    private String key = "";
    private Client customer;

    OwnRelationTest(Annals annals) {
        this.annals = annals;
        this.customer = new Client(annals.url(), null);
    }

    @BeforeEach
    void somebody() {
        id = registered("Ada");
        String name = "own-" + id.substring(24);
        key = annals.as(ADMINISTRATOR)
                .post("/keys", Map.of("name", name, "role", "customer", "scope", "customer/" + id))
                .expect(201)
                .text("secret");
        customer = new Client(annals.url(), key);
    }

    private String registered(String name) {
        return annals.as(AGENT)
                .post("/customers", Map.of("name", name))
                .expect(201)
                .text("customer");
    }

    private Map<String, String> message(UUID message, String text) {
        return Map.of("id", message.toString(), "writtenAt", WRITTEN, "text", text);
    }

    @Test
    void a_message_is_a_contact_of_the_customers_own_that_waits_for_an_answer() {
        UUID message = UUID.randomUUID();
        Answer sent = customer.post("/customers/" + id + "/messages", message(message, "Where is my lamp?"))
                .expect(201);
        Answer again = customer.post("/customers/" + id + "/messages", message(message, "Where is my lamp?"))
                .expect(200);

        assertThat(again.text("contact")).isEqualTo(sent.text("contact"));
        JsonNode seen = annals.as(AGENT)
                .get("/customers/" + id + "?atLeast="
                        + sent.json().path("position").asLong())
                .expect(200)
                .json();
        assertThat(seen.path("waiting").path("contact").asString()).isEqualTo(sent.text("contact"));
        assertThat(seen.path("waiting").path("channel").asString()).isEqualTo("customer-page");
    }

    @Test
    void the_wish_to_be_erased_erases_nothing_and_waits_for_people() {
        Answer sent = customer.post(
                        "/customers/" + id + "/erasure-wish",
                        Map.of("id", UUID.randomUUID().toString(), "writtenAt", WRITTEN, "reason", "I have moved away"))
                .expect(201);

        JsonNode seen = annals.as(AGENT)
                .get("/customers/" + id + "?atLeast="
                        + sent.json().path("position").asLong())
                .expect(200)
                .json();
        assertThat(seen.path("name").asString()).isEqualTo("Ada");
        assertThat(seen.path("erased").asBoolean()).isFalse();
        assertThat(seen.path("waiting").path("contact").asString()).isEqualTo(sent.text("contact"));
    }

    @Test
    void a_customer_corrects_an_address_and_not_what_they_are_to_the_company() {
        Answer corrected = customer.json(
                        "PATCH", "/customers/" + id, "{\"attributes\":{\"city\":\"Lviv\"}}", "If-Match", "*")
                .expect(200);
        Answer refused = customer.json("PATCH", "/customers/" + id, "{\"roles\":[\"supplier\"]}", "If-Match", "*");

        assertThat(refused.status()).isEqualTo(403);
        JsonNode seen = annals.as(AGENT)
                .get("/customers/" + id + "?atLeast="
                        + corrected.json().path("position").asLong())
                .expect(200)
                .json();
        assertThat(seen.path("attributes").path("city").asString()).isEqualTo("Lviv");
        assertThat(seen.path("roles").valueStream().map(JsonNode::asString)).containsExactly("customer");
    }

    /** Bounded several times as long as it has to be; what was seen is printed. */
    @Test
    void the_agent_at_the_customer_sees_a_correction_within_a_second() {
        try (Socket agent = Socket.open(annals.url(), annals.keyOf(AGENT))) {
            agent.ask("{\"subscribe\":\"customer/" + id + "\"}");
            long begun = System.nanoTime();
            customer.json("PATCH", "/customers/" + id, "{\"attributes\":{\"city\":\"Lviv\"}}", "If-Match", "*")
                    .expect(200);
            String frame = agent.next(Duration.ofSeconds(5)).toString();
            LOG.info("a correction reached the agent's socket after {} ms", (System.nanoTime() - begun) / 1_000_000);

            assertThat(frame).contains("Lviv");
        }
    }

    @Test
    void nothing_internal_comes_to_them_in_views_timelines_and_frames() {
        try (Socket own = Socket.open(annals.url(), key)) {
            own.ask("{\"subscribe\":\"customer/" + id + "\"}");
            Client agent = annals.as(AGENT);
            agent.post("/tasks", Tasks.task(UUID.randomUUID().toString(), id, SECRET, "bob", "2030-01-01T10:00:00Z"))
                    .expect(201);
            agent.post("/contacts", Contacts.contact("note", "desk", id, Map.of("id", id), Map.of("text", SECRET)))
                    .expect(201);
            Answer sent = customer.post("/customers/" + id + "/messages", message(UUID.randomUUID(), "Where is it?"))
                    .expect(201);
            long position = sent.position();

            JsonNode frame = own.next(PATIENCE);
            while (frame.path("position").asLong() < position) {
                assertThat(frame.toString()).doesNotContain(SECRET, "\"agent\"", "bob");
                frame = own.next(PATIENCE);
            }
            assertThat(frame.toString()).contains("Where is it?");
            for (String what : List.of("", "/timeline", "/loyalty", "/reads")) {
                Answer seen =
                        customer.get("/customers/" + id + what + (what.equals("/reads") ? "" : "?atLeast=" + position));
                assertThat(seen.status()).as(what).isIn(200, 404);
                assertThat(seen.text()).as(what).doesNotContain(SECRET, "\"agent\"", "bob");
            }
            assertThat(customer.get("/customers/" + id + "/tasks").status()).isEqualTo(403);
        }
    }

    @Test
    void they_hear_when_somebody_looked_at_them_and_not_who() {
        annals.as(AGENT).get("/customers/" + id).expect(200);

        Answer theirs = Eventually.see(
                "the read of the agent",
                PATIENCE,
                () -> customer.get("/customers/" + id + "/reads").expect(200),
                answer -> answer.json().path("reads").valueStream().anyMatch(OwnRelationTest::isAnothers));
        assertThat(theirs.text()).doesNotContain("actor");
        assertThat(annals.as(AUDITOR)
                        .get("/customers/" + id + "/reads")
                        .expect(200)
                        .text())
                .contains("\"actor\":\"agent\"");
        customer.get("/customers/" + registered("Bela") + "/reads").expect(404);
    }

    private static boolean isAnothers(JsonNode read) {
        return read.path("what").asString().equals("view")
                && !read.path("yours").asBoolean();
    }

    @Test
    void another_customer_does_not_exist_for_them_and_hears_nothing() {
        String another = registered("Bela");
        long before = annals.as(AGENT).get("/customers/" + another).expect(200).position();

        customer.post("/customers/" + another + "/messages", message(UUID.randomUUID(), "Hello"))
                .expect(404);
        customer.json("PATCH", "/customers/" + another, "{\"name\":\"Eve\"}", "If-Match", "*")
                .expect(404);

        JsonNode seen =
                annals.as(AGENT).get("/customers/" + another).expect(200).json();
        assertThat(seen.path("name").asString()).isEqualTo("Bela");
        assertThat(seen.has("waiting")).as("after position " + before).isFalse();
    }

    @Test
    void what_cannot_be_is_refused_by_its_field() {
        Answer blank = customer.post("/customers/" + id + "/messages", message(UUID.randomUUID(), "  "));
        Answer tomorrow = customer.post(
                "/customers/" + id + "/messages",
                Map.of("id", UUID.randomUUID().toString(), "writtenAt", "2999-01-01T00:00:00Z", "text", "Hello"));

        assertThat(blank.status()).isEqualTo(422);
        assertThat(blank.text("field")).isEqualTo("text");
        assertThat(tomorrow.status()).isEqualTo(422);
        assertThat(tomorrow.text("field")).isEqualTo("writtenAt");
    }
}
