package io.annals.query.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.Actor;
import io.annals.edge.Role;
import io.annals.edge.json.JsonForms;
import io.annals.events.Personal;
import io.annals.events.task.TaskId;
import io.annals.query.task.TaskEndpoint.Tasks;
import io.annals.query.task.TasksView.State;
import io.annals.query.task.TasksView.Task;
import io.annals.query.visibility.Sight;
import io.annals.query.visibility.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@Tag("quick")
class TaskSightTest {
    private static final Task CALL = new Task(
            new TaskId(new UUID(7, 7)),
            null,
            Personal.of("call"),
            Personal.of("she is angry"),
            "mia",
            Instant.EPOCH,
            State.OPEN,
            Instant.EPOCH,
            "eva",
            null,
            0);

    private static JsonNode seen(Record answer, Role role) {
        return Sight.of(answer.getClass())
                .seen(JsonForms.mapper().valueToTree(answer), Visibility.of(new Actor("somebody", role)))
                .orElseThrow();
    }

    @Test
    void a_task_is_called_by_its_name_before_all_colleagues_and_explained_to_those_who_read_notes() {
        Tasks listed = new Tasks(1, null, 7, List.of(CALL));

        JsonNode byItself = seen(CALL, Role.MARKETING);
        assertThat(byItself.propertyNames())
                .containsExactlyInAnyOrder("id", "title", "assignee", "due", "state", "setAt", "setBy", "version");
        assertThat(seen(listed, Role.MARKETING).path("tasks").get(0)).isEqualTo(byItself);
        assertThat(seen(listed, Role.TECHNICIAN)
                        .path("tasks")
                        .get(0)
                        .path("text")
                        .asString())
                .isEqualTo("she is angry");
    }
}
