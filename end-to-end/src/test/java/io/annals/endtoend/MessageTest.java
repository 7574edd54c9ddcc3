package io.annals.endtoend;

import static io.annals.edge.Role.ADMINISTRATOR;
import static io.annals.edge.Role.AGENT;
import static io.annals.edge.Role.AUDITOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A kind of contact that declares itself is known everywhere. */
@ExtendWith(Shared.class)
class MessageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Annals annals;
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String words = "lantern" + unique;
    private long before;
    private Answer recorded;
    private String customer;

    MessageTest(Annals annals) {
        this.annals = annals;
    }

    @BeforeEach
    void given_a_message_with_a_picture() {
        Map<String, String> nora = Map.of("email", "nora-" + unique + "@example.org");
        Answer note = annals.as(AGENT)
                .post("/contacts", Contacts.note("known-" + unique, nora, "is known"))
                .expect(201);
        before = note.position();
        recorded = annals.as(AGENT)
                .post(
                        "/contacts",
                        Contacts.contact(
                                "message",
                                "sms",
                                "m-" + unique,
                                nora,
                                Map.of(
                                        "address",
                                        "+49 30 1234567",
                                        "conversation",
                                        "talk-" + unique,
                                        "text",
                                        words + " flickers",
                                        "mediaType",
                                        "image/jpeg")))
                .expect(201);
        customer = recorded.text("customer");
    }

    private JsonNode entry(Client reader) {
        return reader.get("/customers/" + customer + "/timeline?kind=message&atLeast=" + recorded.position())
                .expect(200)
                .json()
                .path("entries")
                .path(0);
    }

    @Test
    void it_stands_in_the_timeline_as_it_was_told() {
        JsonNode entry = entry(annals.as(AGENT));

        assertThat(entry.path("family").asString()).isEqualTo("contact");
        assertThat(entry.path("type").asString()).isEqualTo("contact.MessageSent");
        assertThat(entry.path("channel").asString()).isEqualTo("sms");
        assertThat(entry.path("direction").asString()).isEqualTo("inbound");
        assertThat(entry.path("content")).isEqualTo(Answer.JSON.readTree("""
            {"address": "+49 30 1234567", "conversation": "talk-%1$s", "text": "lantern%1$s flickers",
             "mediaType": "image/jpeg", "externalId": "m-%1$s"}\
            """.formatted(unique)));
    }

    @Test
    void whoever_does_not_see_texts_sees_that_there_was_one() {
        String key = annals.as(ADMINISTRATOR)
                .post("/keys", Map.of("name", "marketing-" + unique, "role", "marketing"))
                .expect(201)
                .text("secret");

        assertThat(entry(new Client(annals.url(), key)).path("content"))
                .isEqualTo(Answer.JSON.readTree("""
                    {"address": "+49 30 1234567", "mediaType": "image/jpeg", "externalId": "m-%s"}\
                    """.formatted(unique)));
    }

    @Test
    void its_sender_waits_and_had_not_asked_before() {
        String view = "/customers/" + customer;

        JsonNode now = annals.as(AGENT)
                .get(view + "?atLeast=" + recorded.position())
                .expect(200)
                .json();
        JsonNode then =
                annals.as(AGENT).get(view + "?asOf=" + before).expect(200).json();

        assertThat(now.at("/waiting/kind").asString()).isEqualTo("message");
        assertThat(now.at("/latest/said").asString()).isEqualTo(words + " flickers");
        assertThat(then.has("waiting")).isFalse();
    }

    @Test
    void it_is_found_by_its_words() {
        JsonNode found = Eventually.see(
                "the message in the index",
                PATIENCE,
                () -> annals.as(AGENT)
                        .get("/customers?q=" + words)
                        .expect(200)
                        .json()
                        .path("customers"),
                customers -> !customers.isEmpty());

        assertThat(found.path(0).path("id").asString()).isEqualTo(customer);
        assertThat(found.path(0).at("/found/0/kind").asString()).isEqualTo("message");
    }

    @Test
    void whoever_watches_the_customer_hears_of_it() {
        try (Socket socket = Socket.open(annals.url(), annals.keyOf(AUDITOR))) {
            JsonNode told = socket.ask("{\"subscribe\":\"customer/%s\",\"after\":%d}".formatted(customer, before));
            for (int more = 0; more < 3 && !told.path("type").asString("").equals("commit"); more++) {
                told = socket.next(PATIENCE);
            }

            assertThat(told.at("/entries/0/kind").asString()).isEqualTo("message");
            assertThat(told.at("/entries/0/content/text").asString()).isEqualTo(words + " flickers");
        }
    }
}
