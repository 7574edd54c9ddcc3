package io.annals.endtoend;

import static io.annals.edge.Role.ADMINISTRATOR;
import static io.annals.edge.Role.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An opportunity goes its way through a pipeline of its own, whose stages change meanwhile; on the socket one hears of it. */
@ExtendWith(Shared.class)
class OpportunityTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Annals annals;
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String pipeline = "p" + unique;
    private final String versions = "/definitions/pipeline/" + pipeline + "/versions";

    private final Client manager;
    private final Client sales;

    OpportunityTest(Annals annals) {
        this.annals = annals;
        manager = new Client(annals.url(), key("manager"));
        sales = new Client(annals.url(), key("sales"));
    }

    private String key(String role) {
        return annals.as(ADMINISTRATOR)
                .post("/keys", Map.of("name", role + "-" + unique, "role", role))
                .expect(201)
                .text("secret");
    }

    private static ObjectNode standard() {
        return (ObjectNode) Answer.JSON.readTree(Bodies.pipeline()).path("content");
    }

    /** Drafted, submitted and approved by another person. */
    private void define(JsonNode content, int version) {
        manager.post(versions, Map.of("content", content)).expect(201);
        manager.post(versions + "/" + version + "/submission", Map.of()).expect(200);
        manager.post(versions + "/" + version + "/approval", Map.of()).expect(409);
        annals.as(ADMINISTRATOR)
                .post(versions + "/" + version + "/approval", Map.of())
                .expect(200);
    }

    @Test
    void it_is_opened_moved_through_a_pipeline_that_changes_and_won_and_all_who_watch_hear_of_it() {
        define(standard(), 1);
        String customer = annals.as(AGENT)
                .post("/contacts", Contacts.note("opp-" + unique, Map.of("email", unique + "@example.org"), "is known"))
                .expect(201)
                .text("customer");
        String id = UUID.randomUUID().toString();
        String path = "/opportunities/" + id;

        try (Socket socket = Socket.open(annals.url(), key("technician"))) {
            socket.ask("{\"subscribe\":\"opportunities\"}");
            Answer opened = sales.post(
                            "/opportunities",
                            Map.of(
                                    "id",
                                    id,
                                    "customer",
                                    customer,
                                    "title",
                                    "Roof " + unique,
                                    "pipeline",
                                    pipeline,
                                    "stage",
                                    "proposal",
                                    "amount",
                                    Map.of("amount", "5000", "currency", "EUR")))
                    .expect(201);
            JsonNode heard = heard(socket, id);
            assertThat(heard.path("kind").asString()).isEqualTo("opportunity-opened");
            assertThat(heard.at("/content/title").asString()).isEqualTo("Roof " + unique);
            assertThat(heard.path("content").has("amount")).isFalse();

            JsonNode sums = sales.get("/opportunities?pipeline=" + pipeline + "&atLeast=" + opened.position())
                    .expect(200)
                    .json();
            assertThat(sums.at("/sums/0/stage").asString()).isEqualTo("proposal");
            assertThat(sums.at("/totals/0/weighted/amount").asString()).isEqualTo("2500.00");

            ObjectNode later = standard();
            ((ArrayNode) later.path("stages")).remove(2);
            define(later, 2);
            assertThat(sales.get("/opportunities?pipeline=" + pipeline + "&atLeast=" + opened.position())
                            .expect(200)
                            .json()
                            .at("/sums/0/probability")
                            .asLong())
                    .as("a stage that is no more weighs as in the version that it was entered by")
                    .isEqualTo(50);
            sales.json("PUT", path + "/stage", "{\"stage\":\"proposal\"}").expect(422);
            sales.json("PUT", path + "/stage", "{\"stage\":\"negotiation\"}").expect(200);
            assertThat(heard(socket, id).at("/content/pipelineVersion").asLong())
                    .isEqualTo(2);
            Answer won = sales.post(path + "/win", Map.of()).expect(200);
            assertThat(heard(socket, id).path("kind").asString()).isEqualTo("opportunity-won");

            JsonNode then = sales.get("/customers/" + customer + "/opportunities?asOf=" + opened.position())
                    .expect(200)
                    .json();
            JsonNode now = sales.get("/customers/" + customer + "/opportunities?atLeast=" + won.position())
                    .expect(200)
                    .json();
            assertThat(List.of(
                            then.at("/opportunities/0/stage").asString(),
                            now.at("/opportunities/0/stage").asString()))
                    .containsExactly("proposal", "won");
        }
    }

    /** What comes next of this one: others may have theirs. */
    private static JsonNode heard(Socket socket, String id) {
        for (int more = 0; more < 50; more++) {
            for (JsonNode entry : socket.next(PATIENCE).path("entries")) {
                if (entry.at("/content/opportunity").asString("").equals(id)) {
                    return entry;
                }
            }
        }
        throw new AssertionError("nothing was heard of " + id);
    }
}
