package io.annals.endtoend;

import static io.annals.edge.Role.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Tasks, mentions and edits that meet, from the request to the view. */
@ExtendWith(Shared.class)
class WorkingTogetherTest {
    private final Client agent;

    WorkingTogetherTest(Annals annals) {
        this.agent = annals.as(AGENT);
    }

    private String customer() {
        return agent.post("/customers", Map.of("name", "Nora Quist"))
                .expect(201)
                .text("customer");
    }

    @Test
    void a_task_goes_from_hand_to_hand_and_its_lists_follow() {
        String id = UUID.randomUUID().toString();
        Answer set = agent.post("/tasks", Tasks.task(id, customer(), "Call back", "hand-" + id, "2026-03-04T18:00:00Z"))
                .expect(201);
        assertThat(ids("hand-" + id, "open", set.position())).containsExactly(id);

        Answer moved = agent.json("PATCH", "/tasks/" + id, "{\"assignee\":\"other-" + id + "\"}", "If-Match", "\"0\"")
                .expect(200);
        assertThat(ids("hand-" + id, "open", moved.position())).isEmpty();
        assertThat(ids("other-" + id, "open", moved.position())).containsExactly(id);

        Answer done = agent.post("/tasks/" + id + "/completion", "").expect(200);
        assertThat(ids("other-" + id, "done", done.position())).containsExactly(id);
    }

    @Test
    void who_and_what_has_just_been_made_is_known_to_whoever_asks_without_a_position() {
        for (int round = 0; round < 20; round++) {
            String customer = customer();
            agent.get("/customers/" + customer).expect(200);
            String task = UUID.randomUUID().toString();
            agent.post("/tasks", Tasks.task(task, customer, "Call back", "quick", "2026-03-04T18:00:00Z"))
                    .expect(201);
            agent.get("/tasks/" + task).expect(200);
        }
        agent.get("/customers/" + UUID.randomUUID()).expect(404);
        agent.get("/tasks/" + UUID.randomUUID()).expect(404);
    }

    private List<String> ids(String assignee, String state, long atLeast) {
        return agent.get("/tasks?assignee=" + assignee + "&state=" + state + "&atLeast=" + atLeast)
                .expect(200)
                .json()
                .path("tasks")
                .valueStream()
                .map(task -> task.path("id").asString())
                .toList();
    }

    @Test
    void both_edit_at_once_and_the_later_one_gets_both_states() {
        Answer made = agent.post("/customers", Map.of("name", "Nora Quist")).expect(201);
        String customer = made.text("customer");
        long registered = made.position();
        JsonNode seen = agent.get("/customers/" + customer + "?atLeast=" + registered)
                .expect(200)
                .json();
        String version = "\"" + seen.path("version").asLong() + "\"";
        agent.json("PATCH", "/customers/" + customer, "{\"attributes\":{\"city\":\"Bergen\"}}", "If-Match", version)
                .expect(200);

        JsonNode late = agent.json(
                        "PATCH", "/customers/" + customer, "{\"attributes\":{\"city\":\"Oslo\"}}", "If-Match", version)
                .expect(412)
                .json();

        assertThat(late.at("/current/attributes/city").asString()).isEqualTo("Bergen");
        assertThat(late.at("/sent/attributes/city").asString()).isEqualTo("Oslo");
        agent.json(
                        "PATCH",
                        "/customers/" + customer,
                        "{\"attributes\":{\"city\":\"Oslo\"}}",
                        "If-Match",
                        "\"" + late.at("/current/version").asLong() + "\"")
                .expect(200);
    }

    @Test
    void open_api_says_that_an_edit_may_come_late() {
        JsonNode paths = agent.get("/v3/api-docs").expect(200).json().path("paths");

        for (String edit : List.of(
                "/~1customers~1{customer}/patch",
                "/~1customers~1{customer}~1consents~1{channel}~1{purpose}/put",
                "/~1tasks~1{task}/patch",
                "/~1tasks~1{task}~1completion/post")) {
            assertThat(paths.at(edit + "/responses/412/content/application~1problem+json/schema/properties")
                            .propertyNames())
                    .as(edit)
                    .contains("seen", "current", "sent");
        }
    }

    @Test
    void whoever_is_mentioned_in_a_note_finds_it() {
        String name = agent.get("/presence").expect(200).text("me");
        Answer note = agent.post(
                        "/contacts",
                        Map.of(
                                "kind",
                                "note",
                                "channel",
                                "desk",
                                "externalId",
                                UUID.randomUUID().toString(),
                                "occurredAt",
                                "2026-03-03T14:05:00Z",
                                "customer",
                                Map.of("id", customer()),
                                "content",
                                Map.of("text", "Replace it?", "mentions", List.of(name))))
                .expect(201);

        JsonNode mine = agent.get("/mentions?after=" + (note.position() - 1) + "&atLeast=" + note.position())
                .expect(200)
                .json();
        assertThat(mine.at("/mentions/0/text").asString()).isEqualTo("Replace it?");
        assertThat(mine.at("/mentions/0/position").asLong()).isEqualTo(note.position());
        String customer = mine.at("/mentions/0/customer").asString();
        assertThat(mine.path("seen").has(customer)).isFalse();

        agent.json("PUT", "/customers/" + customer + "/seen", "{\"position\":" + note.position() + "}")
                .expect(200);
        assertThat(agent.get("/mentions?after=" + (note.position() - 1))
                        .json()
                        .path("seen")
                        .path(customer)
                        .asLong())
                .isEqualTo(note.position());
    }
}
