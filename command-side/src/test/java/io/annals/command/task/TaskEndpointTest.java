package io.annals.command.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.Side;
import io.annals.command.Side.Reply;
import io.annals.edge.Role;
import io.annals.events.Personal;
import io.annals.events.task.TaskEvent.TaskSet;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskEndpointTest {
    private final Side side = Side.shared();
    private final String task = UUID.randomUUID().toString();

    @Test
    void a_task_sent_again_is_set_once_and_another_one_of_its_id_is_refused() {
        String customer = customer();

        Reply first = set(customer, "Call back");
        Reply again = set(customer, "Call back");
        Reply other = set(customer, "Write back");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.text("task")).isEqualTo(task);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.position()).isEqualTo(first.position());
        assertThat(other.text("type")).isEqualTo("urn:annals:problem:task-already-set");
    }

    @Test
    void what_a_task_says_is_closed_in_the_log_with_and_without_a_customer() {
        set(null, "Ask Mr Quist for the key");

        var event = side.bean(io.annals.log.EventLog.class).stream("task-" + task, 0)
                .getFirst()
                .event();
        assertThat(event.subject()).isEqualTo("task-" + task);
        assertThat(event.data().toJson()).doesNotContain("Quist");
        assertThat(side.stream("task-" + task))
                .singleElement()
                .isInstanceOfSatisfying(
                        TaskSet.class,
                        fact -> assertThat(fact.title()).isEqualTo(Personal.of("Ask Mr Quist for the key")));
    }

    @Test
    void an_edit_needs_the_version_and_whoever_is_late_gets_what_stands_beside_what_they_sent() {
        set(customer(), "Call back");

        assertThat(patch(null, "{\"assignee\":\"bob\"}").status()).isEqualTo(428);
        assertThat(patch("\"0\"", "{\"assignee\":\"bob\",\"due\":\"2026-03-06T12:00:00Z\"}")
                        .body()
                        .path("version")
                        .asLong())
                .isEqualTo(2);
        long head = side.head();
        Reply late = patch("\"0\"", "{\"assignee\":\"team/billing\"}");

        assertThat(late.status()).isEqualTo(412);
        assertThat(late.body().path("sent").toString()).isEqualTo("{\"assignee\":\"team/billing\"}");
        assertThat(late.body().path("current").path("assignee").asString()).isEqualTo("bob");
        assertThat(late.body().path("current").path("title").asString()).isEqualTo("Call back");
        assertThat(late.body().path("current").path("version").asLong()).isEqualTo(2);
        assertThat(side.head()).isEqualTo(head);
        assertThat(patch("\"2\"", "{\"assignee\":\"team/billing\"}").status()).isEqualTo(200);
    }

    @Test
    void it_is_done_and_undone() {
        set(customer(), "Call back");

        Reply done = send("POST", "\"0\"");
        assertThat(done.status()).isEqualTo(200);
        assertThat(send("POST", "\"0\"").position()).isEqualTo(done.position());
        assertThat(patch("\"1\"", "{\"assignee\":\"bob\"}").text("type")).isEqualTo("urn:annals:problem:task-is-done");
        assertThat(send("DELETE", "\"0\"").status()).isEqualTo(412);
        assertThat(send("DELETE", null).body().path("version").asLong()).isEqualTo(2);
    }

    @Test
    void what_cannot_be_is_refused_by_its_field() {
        assertThat(set(UUID.randomUUID().toString(), "Call").text("type"))
                .isEqualTo("urn:annals:problem:unknown-customer");
        assertThat(post("{\"id\":\"x\",\"title\":\"t\",\"assignee\":\"me\",\"due\":\"2026-03-03T12:00:00Z\"}")
                        .text("field"))
                .isEqualTo("id");
        assertThat(post("{\"id\":\"%s\",\"title\":\" \",\"assignee\":\"me\",\"due\":\"2026-03-03T12:00:00Z\"}"
                                .formatted(task))
                        .text("field"))
                .isEqualTo("title");
        assertThat(post("{\"id\":\"%s\",\"title\":\"t\",\"assignee\":\"team\",\"due\":\"2026-03-03T12:00:00Z\"}"
                                .formatted(task))
                        .text("field"))
                .isEqualTo("assignee");
        assertThat(post("{\"id\":\"%s\",\"title\":\"t\",\"assignee\":\"me\",\"due\":\"tomorrow\"}".formatted(task))
                        .text("field"))
                .isEqualTo("due");
        assertThat(send("POST", null).status()).isEqualTo(404);
        set(customer(), "Call back");
        assertThat(patch("\"0\"", "{\"due\":null}").text("field")).isEqualTo("due");
        assertThat(patch("\"0\"", "{\"title\":\"x\"}").text("field")).isEqualTo("title");
    }

    private String customer() {
        return side.post(Role.AGENT, "/customers", "{\"name\":\"Anna Lee\"}").text("customer");
    }

    private Reply set(@Nullable String customer, String title) {
        String whom = customer == null ? "" : "\"customer\":\"" + customer + "\",";
        return post("{\"id\":\"%s\",%s\"title\":\"%s\",\"assignee\":\"me\",\"due\":\"2026-03-03T12:00:00Z\"}"
                .formatted(task, whom, title));
    }

    private Reply post(String json) {
        return side.post(Role.AGENT, "/tasks", json);
    }

    private Reply patch(@Nullable String version, String json) {
        HttpRequest.Builder request = side.request(Role.AGENT, "/tasks/" + task)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofString(json));
        return side.send(version == null ? request : request.header("If-Match", version));
    }

    private Reply send(String method, @Nullable String version) {
        HttpRequest.Builder request =
                side.request(Role.AGENT, "/tasks/" + task + "/completion").method(method, BodyPublishers.noBody());
        return side.send(version == null ? request : request.header("If-Match", version));
    }
}
