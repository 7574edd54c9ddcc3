package io.annals.query;

import static io.annals.query.Stories.contact;
import static io.annals.query.Stories.customer;
import static io.annals.query.Stories.day;
import static io.annals.query.Stories.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.Keys;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import io.annals.encoding.EventEncoding;
import io.annals.encoding.Keyring;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import io.annals.events.task.TaskEvent.TaskCompleted;
import io.annals.events.task.TaskEvent.TaskReassigned;
import io.annals.events.task.TaskEvent.TaskSet;
import io.annals.events.task.TaskId;
import io.annals.log.Event;
import io.annals.log.EventLog;
import io.annals.log.Proposal;
import io.annals.mongod.EmbeddedMongod;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tasks and mentions through the doors of the whole side. */
@Timeout(120)
class TasksAndMentionsTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final CustomerId ANN = customer(1);
    private static final CustomerId BOB = customer(2);
    private static final Map<String, Long> SEQS = new HashMap<>();
    private static final String DATABASE =
            "tasks-" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    static Path home;

    private static ConfigurableApplicationContext side;
    private static String address;
    private static long beforeTheSecond;
    private static long last;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(QuerySide.class)
    static class Side {}

    @BeforeAll
    static void fourTasksAndTwoMentions() throws Exception {
        side = new SpringApplicationBuilder(Side.class)
                .web(WebApplicationType.SERVLET)
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.main.banner-mode=off",
                        "annals.home=" + home,
                        "annals.mongodb.uri=" + EmbeddedMongod.forTests().connectionString(),
                        "annals.mongodb.database=" + DATABASE,
                        "annals.projection.round=100ms",
                        "axoniq.update-checker.disabled=true")
                .run();
        address = "http://127.0.0.1:" + side.getEnvironment().getProperty("local.server.port");
        tell(registered(ANN, "Ann Example"));
        tell(registered(BOB, "Bob Sample"));
        tell(set(1, ANN, "eva", 5));
        tell(set(2, ANN, "eva", 3), set(3, BOB, "team/billing", 4));
        beforeTheSecond = tell(note(ANN, "n1", "eva"));
        tell(new TaskCompleted(task(1), ANN, "eva", day(6)));
        tell(set(4, null, "eva", 1));
        tell(note(BOB, "n2", "eva", "jan"));
        tell(new TaskReassigned(task(3), BOB, "team/billing", "jan", day(7)));
    }

    @AfterAll
    static void end() {
        side.close();
        World.client().getDatabase(DATABASE).drop();
    }

    private static TaskId task(int number) {
        return new TaskId(new UUID(9, number));
    }

    private static TaskSet set(int number, @Nullable CustomerId customer, String assignee, int due) {
        return new TaskSet(
                task(number), customer, Personal.of("task " + number), null, assignee, day(due), "print", day(0));
    }

    private static NoteTaken note(CustomerId customer, String id, String... names) {
        return new NoteTaken(contact(customer, id, "desk", day(1)), Personal.of("see " + id), Set.of(names));
    }

    private static long tell(Fact... facts) throws Exception {
        EventEncoding encoding = side.getBean(EventEncoding.class);
        List<Event> events = new ArrayList<>();
        for (Fact fact : facts) {
            String stream = fact.stream();
            long seq = SEQS.merge(stream, 0L, (a, _) -> a + 1);
            events.add(encoding.encode(stream, seq, UUID.randomUUID().toString(), Map.of("actor", "jan"), fact));
        }
        last = side.getBean(EventLog.class)
                .append(new Proposal(UUID.randomUUID(), events, Map.of()))
                .durable()
                .get(20, TimeUnit.SECONDS);
        return last;
    }

    private static HttpResponse<String> send(String path, Actor actor) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + side.getBean(Keys.class).ephemeral(actor))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode as(String name, String path) throws Exception {
        HttpResponse<String> response = send(path, new Actor(name, Role.AGENT));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static List<String> titles(JsonNode answer) {
        return answer.path("tasks")
                .valueStream()
                .map(task -> task.path("title").asString(""))
                .toList();
    }

    private static String atLeast() {
        return "&atLeast=" + last;
    }

    @Test
    void my_tasks_are_those_that_are_open_by_when_they_are_due() throws Exception {
        JsonNode mine = as("eva", "/tasks?assignee=me" + atLeast());

        assertThat(titles(mine)).containsExactly("task 4", "task 2");
        assertThat(mine.path("total").asLong()).isEqualTo(2);
        assertThat(mine.path("tasks").get(0).has("customer")).isFalse();
        assertThat(titles(as("eva", "/tasks?assignee=me&state=done" + atLeast())))
                .containsExactly("task 1");
        assertThat(titles(as("eva", "/tasks?assignee=jan" + atLeast()))).containsExactly("task 3");
    }

    @Test
    void lists_of_tasks_come_in_pages_and_by_customer() throws Exception {
        JsonNode first = as("eva", "/tasks?limit=2" + atLeast());
        JsonNode second =
                as("eva", "/tasks?limit=2&cursor=" + first.path("next").asString() + atLeast());

        assertThat(second.path("total").asLong()).isEqualTo(3);
        assertThat(titles(second)).containsExactly("task 3");
        assertThat(titles(as("eva", "/tasks?customer=" + ANN + atLeast()))).containsExactly("task 2");
        assertThat(titles(as("eva", "/customers/" + ANN + "/tasks?atLeast=" + last)))
                .containsExactly("task 1", "task 2");
    }

    @Test
    void the_queue_of_a_team_is_for_whoever_is_in_it() throws Exception {
        tell(set(11, null, "team/sales", 2));
        long now = tell(set(12, null, "team/sales", 1));
        Actor seller = new Actor("kim", Set.of(Role.SALES), new Scope.All(), "sales", new Grant("key/kim", null));

        HttpResponse<String> queue = send("/tasks?assignee=team&atLeast=" + now, seller);

        assertThat(titles(JSON.readTree(queue.body()))).containsExactly("task 12", "task 11");
        assertThat(send("/tasks?assignee=team", new Actor("eva", Role.AGENT)).statusCode())
                .isEqualTo(422);
        assertThat(tell(
                        new TaskCompleted(task(11), null, "team/sales", day(9)),
                        new TaskCompleted(task(12), null, "team/sales", day(9))))
                .isPositive();
    }

    @Test
    void one_task_shows_the_version_that_an_edit_names() throws Exception {
        JsonNode one = as("eva", "/tasks/" + task(3) + "?atLeast=" + last);

        assertThat(one.path("version").asLong()).isEqualTo(1);
        assertThat(one.path("assignee").asString()).isEqualTo("jan");
        assertThat(send("/tasks/" + task(99), new Actor("eva", Role.AGENT)).body())
                .contains("unknown-task");
    }

    @Test
    void a_customer_s_tasks_are_shown_as_they_were() throws Exception {
        JsonNode then = as("eva", "/customers/" + ANN + "/tasks?state=open&asOf=" + beforeTheSecond);

        assertThat(titles(then)).containsExactly("task 1", "task 2");
        assertThat(then.path("asOf").asLong()).isEqualTo(beforeTheSecond);
        assertThat(titles(as("eva", "/customers/" + ANN + "/tasks?state=open" + atLeast())))
                .containsExactly("task 2");
    }

    @Test
    void tasks_stand_in_their_customer_s_timeline() throws Exception {
        JsonNode timeline = as("eva", "/customers/" + BOB + "/timeline?atLeast=" + last);

        assertThat(timeline.path("entries")
                        .valueStream()
                        .map(entry -> entry.path("kind").asString()))
                .contains("task-set", "task-reassigned", "note");
        assertThat(timeline.path("entries").get(0).path("content").path("from").asString())
                .isEqualTo("team/billing");
    }

    @Test
    void mentions_are_one_s_own_newest_first_and_after_a_position() throws Exception {
        JsonNode mine = as("eva", "/mentions?atLeast=" + last);
        JsonNode later = as("eva", "/mentions?after=" + beforeTheSecond + "&atLeast=" + last);

        assertThat(mine.path("mentions")
                        .valueStream()
                        .map(note -> note.path("contact").asString()))
                .containsExactly("n2", "n1");
        assertThat(mine.path("mentions").get(0).path("text").asString()).isEqualTo("see n2");
        assertThat(mine.path("mentions").get(0).path("by").asString()).isEqualTo("jan");
        assertThat(later.path("mentions")
                        .valueStream()
                        .map(note -> note.path("contact").asString()))
                .containsExactly("n2");
        assertThat(as("kim", "/mentions?atLeast=" + last).path("total").asLong())
                .isZero();
    }

    @Test
    void an_erasure_takes_tasks_and_mentions_along() throws Exception {
        CustomerId gone = customer(66);
        tell(registered(gone, "Gone Soon"));
        tell(set(21, gone, "zoe", 1), note(gone, "n66", "zoe"));
        side.getBean(Keyring.class).destroy(gone.toString());
        long erased = tell(new CustomerErased(gone, day(9)));

        assertThat(titles(as("zoe", "/tasks?assignee=me&atLeast=" + erased))).isEmpty();
        assertThat(as("zoe", "/mentions?atLeast=" + erased).path("total").asLong())
                .isZero();
        assertThat(as("zoe", "/customers/" + gone + "/timeline?kind=task-set&atLeast=" + erased)
                        .path("entries")
                        .get(0)
                        .path("content")
                        .path("title")
                        .path("erased")
                        .asBoolean())
                .isTrue();
    }

    private static Actor of(String team, String name) {
        return new Actor(name, Set.of(Role.AGENT), new Scope.Team(team), team, new Grant("session/" + name, null));
    }

    private static JsonNode as(Actor actor, String path) throws Exception {
        HttpResponse<String> response = send(path, actor);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    @Test
    void tasks_and_mentions_of_customers_beyond_the_scope_are_none() throws Exception {
        CustomerId own = customer(71);
        CustomerId another = customer(72);
        tell(registered(own, "Olga Own"), new TeamAssigned(own, "north", day(0)));
        tell(registered(another, "Alma Another"), new TeamAssigned(another, "south", day(0)));
        tell(set(31, own, "nora", 1), set(32, another, "nora", 2), set(33, null, "nora", 3));
        tell(note(own, "n31", "nora"));
        long now = tell(note(another, "n32", "nora"));
        Actor nora = of("north", "nora");

        JsonNode tasks = as(nora, "/tasks?assignee=me&atLeast=" + now);
        JsonNode mentions = as(nora, "/mentions?atLeast=" + now);

        assertThat(titles(tasks)).containsExactly("task 31", "task 33");
        assertThat(tasks.path("total").asLong()).isEqualTo(2);
        assertThat(as(nora, "/tasks?customer=" + another).path("total").asLong())
                .isZero();
        assertThat(send("/tasks/" + task(32), nora).body())
                .isEqualTo(send("/tasks/" + task(99), nora).body());
        assertThat(as(nora, "/tasks/" + task(33)).path("title").asString()).isEqualTo("task 33");
        assertThat(mentions.path("total").asLong()).isEqualTo(1);
        assertThat(mentions.path("mentions").get(0).path("contact").asString()).isEqualTo("n31");

        long moved = tell(new TeamAssigned(another, "north", day(9)), new TeamAssigned(own, "south", day(9)));

        assertThat(titles(as(nora, "/tasks?assignee=me&atLeast=" + moved))).containsExactly("task 32", "task 33");
        assertThat(as(nora, "/mentions?atLeast=" + moved)
                        .path("mentions")
                        .get(0)
                        .path("contact")
                        .asString())
                .isEqualTo("n32");
        tell(
                new TaskCompleted(task(31), own, "nora", day(9)),
                new TaskCompleted(task(32), another, "nora", day(9)),
                new TaskCompleted(task(33), null, "nora", day(9)));
    }

    @Test
    void marketing_hears_of_no_mentions_and_reads_the_names_of_tasks_alone() throws Exception {
        Actor mia = new Actor("mia", Role.MARKETING);
        CustomerId guest = customer(73);
        tell(registered(guest, "Gus Guest"));
        tell(new TaskSet(
                task(41),
                guest,
                Personal.of("Invite Gus"),
                Personal.of("he is angry"),
                "mia",
                day(1),
                "print",
                day(0)));
        long now = tell(new TaskSet(
                task(42), null, Personal.of("Fair"), Personal.of("bring shoes"), "mia", day(2), "print", day(0)));

        JsonNode tasks = as(mia, "/tasks?assignee=me&atLeast=" + now);

        assertThat(titles(tasks)).containsExactly("Invite Gus", "Fair");
        assertThat(tasks.toString()).doesNotContain("he is angry");
        assertThat(as(mia, "/tasks/" + task(41)).has("text")).isFalse();
        assertThat(send("/mentions", mia).statusCode()).isEqualTo(403);
        tell(new TaskCompleted(task(41), guest, "mia", day(9)), new TaskCompleted(task(42), null, "mia", day(9)));
    }

    @Test
    void what_is_wrong_is_refused_by_its_name() throws Exception {
        Actor eva = new Actor("eva", Role.AGENT);

        assertThat(send("/tasks?state=lost", eva).body()).contains("\"field\":\"state\"");
        assertThat(send("/tasks?limit=1000", eva).body()).contains("\"field\":\"limit\"");
        assertThat(send("/tasks/x", eva).body()).contains("\"field\":\"id\"");
        assertThat(send("/mentions?after=-1", eva).body()).contains("\"field\":\"after\"");
        assertThat(send("/tasks", new Actor("till", Role.TILL)).statusCode()).isEqualTo(403);
    }
}
