package io.annals.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.task.TaskEvent.TaskCompleted;
import io.annals.events.task.TaskEvent.TaskReassigned;
import io.annals.events.task.TaskEvent.TaskSet;
import io.annals.events.task.TaskId;
import io.annals.query.Stories;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What is meant for somebody comes to them: their tasks, and where they are mentioned. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnTopicsTest {
    private final CustomerId customer = new CustomerId(UUID.randomUUID());
    private RunningServer server;

    @BeforeAll
    void start() {
        server = new RunningServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static TaskSet set(TaskId task, @Nullable CustomerId customer, String assignee) {
        return new TaskSet(
                task, customer, Personal.of("Call back"), null, assignee, Stories.THEN, "print", Stories.THEN);
    }

    private NoteTaken note(String... names) {
        return new NoteTaken(
                Stories.contact(customer, UUID.randomUUID().toString(), "desk", Stories.THEN),
                Personal.of("look"),
                Set.of(names));
    }

    private static String kind(JsonNode commit) {
        return commit.path("entries").get(0).path("kind").asString();
    }

    @Test
    void my_tasks_come_to_me_also_when_they_go_to_somebody_else() throws Exception {
        TaskId task = new TaskId(UUID.randomUUID());
        try (Watcher anna = Watcher.of(server, "anna").subscribe("tasks/anna")) {
            anna.next("live");
            server.tell(set(new TaskId(UUID.randomUUID()), null, "bob"));
            server.tell(note("anna"));
            server.tell(set(task, null, "anna"));
            server.tell(new TaskReassigned(task, null, "anna", "team/billing", Stories.THEN));
            server.tell(new TaskCompleted(task, null, "team/billing", Stories.THEN));
            long last = server.tell(set(new TaskId(UUID.randomUUID()), customer, "anna"));

            JsonNode first = anna.next("commit");
            assertThat(kind(first)).isEqualTo("task-set");
            assertThat(first.path("entries").get(0).path("content").path("task").asString())
                    .isEqualTo(task.toString());
            assertThat(first.path("entries").get(0).has("customer")).isFalse();
            assertThat(kind(anna.next("commit"))).isEqualTo("task-reassigned");
            assertThat(anna.next("commit").path("position").asLong()).isEqualTo(last);
        }
    }

    @Test
    void a_task_for_a_watched_customer_comes_as_an_entry() throws Exception {
        try (Watcher anna = Watcher.of(server, "anna").subscribe("customer/" + customer)) {
            anna.next("live");
            server.tell(set(new TaskId(UUID.randomUUID()), customer, "team/billing"));

            assertThat(kind(anna.next("commit"))).isEqualTo("task-set");
        }
    }

    @Test
    void a_mention_is_heard_and_replayed_by_whom_it_names_and_by_nobody_else() throws Exception {
        long before = server.tell(note("anna"));
        server.tell(note("bob"));
        long second = server.tell(note("anna", "bob"));
        try (Watcher anna = Watcher.of(server, "anna").subscribe("mentions/anna", before)) {
            assertThat(anna.next("commit").path("position").asLong()).isEqualTo(second);
            anna.next("live");
            server.tell(note("bob"));
            server.tell(note());
            long third = server.tell(note("anna"));
            assertThat(anna.next("commit").path("position").asLong()).isEqualTo(third);

            anna.say("{\"subscribe\":\"mentions/bob\"}");
            assertThat(anna.next("error").path("problem").path("status").asInt())
                    .isEqualTo(403);
            anna.say("{\"subscribe\":\"tasks/\"}");
            assertThat(anna.next("error").path("problem").path("field").asString())
                    .isEqualTo("subscribe");
        }
    }
}
