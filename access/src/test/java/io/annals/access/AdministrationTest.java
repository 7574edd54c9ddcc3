package io.annals.access;

import static io.annals.access.Node.assertProblem;
import static io.annals.access.Node.body;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.Grants;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdministrationTest {
    /** Several times what is promised, so that a busy machine is no fault; less than what nobody rang for takes. */
    private static final Duration SOON = Duration.ofSeconds(3);

    private Node node;
    private Node other;
    private String administrator = "";

    @BeforeAll
    void start(@TempDir Path home) {
        String database = Node.freshDatabase();
        node = Node.start(home, database, "annals.sessions.idle=30m", "annals.sessions.sessions-each=3");
        other = Node.start(home, database, "annals.sessions.idle=30m", "annals.sessions.sessions-each=3");
        administrator = node.key(Role.ADMINISTRATOR);
    }

    @AfterAll
    void stop() {
        node.dropDatabase();
        other.close();
        node.close();
    }

    @Test
    void a_user_whose_role_is_taken_has_lost_it_on_the_other_node_within_a_second() throws Exception {
        node.user("sofia", "[\"agent\",\"supervisor\"]");
        String cookie = other.login("sofia");
        Actor before = actor(cookie);
        BlockingQueue<Grant> told = new LinkedBlockingQueue<>();
        try (AutoCloseable _ = other.bean(Grants.class).whenChanged(told::add)) {
            long then = System.nanoTime();
            node.json("PATCH", "/users/sofia", "{\"roles\":[\"agent\"],\"scope\":\"team/north\"}", administrator);

            assertThat(heard(told, before.grant())).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - then)).isLessThan(SOON);
            Actor now = other.bean(Grants.class).now(before.grant()).orElseThrow();
            assertThat(now.roles()).containsExactly(Role.AGENT);
            assertThat(now.scope()).isEqualTo(new Scope.Team("north"));
            assertThat(body(other.get("/me", cookie)).path("scope").asString()).isEqualTo("team/north");
        }
    }

    @Test
    void a_user_who_is_disabled_is_out_everywhere_within_a_second_and_does_not_come_in_again() throws Exception {
        node.user("viktor", "[\"agent\"]");
        String cookie = other.login("viktor");
        Grant grant = actor(cookie).grant();
        BlockingQueue<Grant> told = new LinkedBlockingQueue<>();
        try (AutoCloseable _ = other.bean(Grants.class).whenChanged(told::add)) {
            node.json("PATCH", "/users/viktor", "{\"active\":false}", administrator);

            assertThat(heard(told, grant)).isTrue();
            assertProblem(other.get("/me", cookie), 401, "session-ended");
        }
        assertThat(other.form("/login", Map.of("name", "viktor", "password", Node.PASSWORD))
                        .statusCode())
                .isEqualTo(401);
    }

    /** Of whom a test before has changed, this one may hear as well. */
    private static boolean heard(BlockingQueue<Grant> told, Grant grant) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        Grant one = told.poll(10, TimeUnit.SECONDS);
        while (one != null && !one.equals(grant)) {
            one = told.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        return one != null;
    }

    @Test
    void a_session_is_listed_and_ended_by_its_owner_and_by_an_administrator_and_by_nobody_else() throws Exception {
        node.user("olga", "[\"agent\"]");
        node.user("pavel", "[\"agent\"]");
        String here = node.login("olga");
        String there = other.login("olga");
        String pavel = node.login("pavel");
        JsonNode own = body(node.get("/sessions", here));
        assertThat(own.path("total").asInt()).isEqualTo(3); // the one of choosing the password too
        String third = notCurrent(own);

        assertProblem(delete("/sessions/" + third, pavel), 404, "unknown-session");
        assertThat(delete("/sessions/" + third, here).statusCode()).isEqualTo(204);
        assertThat(body(node.get("/sessions", there)).path("total").asInt()).isEqualTo(2);
        HttpResponse<String> all = node.json("GET", "/sessions?user=olga", "", administrator);
        for (JsonNode session : body(all).path("sessions")) {
            node.json("DELETE", "/sessions/" + session.path("id").asString(), "", administrator);
        }
        assertProblem(node.get("/me", here), 401, "session-ended");
        assertThat(node.get("/me", pavel).statusCode()).isEqualTo(200);
    }

    @Test
    void what_changes_who_may_come_in_needs_the_password_of_some_minutes_ago_at_most() throws Exception {
        node.user("quentin", "[\"administrator\"]");
        String there = other.login("quentin");
        String here = node.login("quentin");
        String id = notCurrent(body(node.get("/sessions", here)));
        node.bean(MongoDatabase.class).getCollection("proofs").deleteMany(new Document()); // long ago

        assertProblem(delete("/sessions/" + id, here), 403, "proof-needed");
        assertProblem(delete("/sessions", here), 403, "proof-needed");
        assertProblem(post("/keys", "{\"name\":\"robot\",\"role\":\"till\"}", here), 403, "proof-needed");
        assertProblem(
                post("/users", "{\"name\":\"ulla\",\"displayName\":\"U\",\"roles\":[\"agent\"]}", here),
                403,
                "proof-needed");
        assertProblem(post("/users/quentin/link", "", here), 403, "proof-needed");
        assertProblem(post("/me/proof", "{\"password\":\"wrong-password-9\"}", here), 422, "bad-input");
        assertProblem(post("/me/proof", "{}", here), 422, "bad-input");
        assertProblem(delete("/sessions", here), 403, "proof-needed");
        assertThat(post("/me/proof", "{\"password\":\"%s\"}".formatted(Node.PASSWORD), here)
                        .statusCode())
                .isEqualTo(204);

        assertThat(delete("/sessions", here).statusCode()).isEqualTo(204);
        assertProblem(other.get("/me", there), 401, "session-ended");
        assertThat(node.get("/me", here).statusCode()).isEqualTo(200);
        node.bean(MongoDatabase.class)
                .getCollection("users")
                .deleteOne(new Document("_id", "quentin")); // no administrator
    }

    @Test
    void of_too_many_sessions_the_oldest_ends() throws Exception {
        node.user("rita", "[\"agent\"]");
        String first = node.login("rita");
        for (int i = 0; i < 3; i++) {
            node.login("rita");
        }

        assertProblem(node.get("/me", first), 401, "session-ended");
    }

    @Test
    void choosing_another_password_ends_the_sessions_of_before() throws Exception {
        node.user("tomas", "[\"agent\"]");
        String cookie = node.login("tomas");
        String link = body(node.json("POST", "/users/tomas/link", "", administrator))
                .path("link")
                .asString();
        String fresh = "harbour-violin-seven-kites";

        node.form("/join", Map.of("link", link.substring(link.indexOf('=') + 1), "password", fresh, "again", fresh));

        assertProblem(node.get("/me", cookie), 401, "session-ended");
        assertThat(node.form("/login", Map.of("name", "tomas", "password", Node.PASSWORD))
                        .statusCode())
                .isEqualTo(401);
        assertThat(node.form("/login", Map.of("name", "tomas", "password", fresh))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void who_knows_the_present_password_changes_it_and_is_logged_out_elsewhere() throws Exception {
        node.user("mila", "[\"agent\"]");
        String here = node.login("mila");
        String there = other.login("mila");
        String fresh = "harbour-violin-seven-kites";

        assertProblem(changePassword(here, "wrong-password-9", fresh), 422, "bad-input");
        assertProblem(changePassword(here, Node.PASSWORD, "short"), 422, "bad-input");
        assertThat(node.get("/me", there).statusCode()).isEqualTo(200);
        assertThat(changePassword(here, Node.PASSWORD, fresh).statusCode()).isEqualTo(204);

        assertThat(node.get("/me", here).statusCode()).isEqualTo(200);
        assertProblem(node.get("/me", there), 401, "session-ended");
        assertThat(node.form("/login", Map.of("name", "mila", "password", fresh))
                        .statusCode())
                .isEqualTo(303);
    }

    private HttpResponse<String> changePassword(String cookie, String current, String fresh) throws Exception {
        return post("/me/password", "{\"current\":\"%s\",\"password\":\"%s\"}".formatted(current, fresh), cookie);
    }

    @Test
    void the_last_administrator_stays_one() throws Exception {
        node.user("zoe", "[\"administrator\"]");

        assertProblem(node.json("PATCH", "/users/zoe", "{\"active\":false}", administrator), 409, "last-administrator");
        assertProblem(
                node.json("PATCH", "/users/zoe", "{\"roles\":[\"agent\"]}", administrator), 409, "last-administrator");
        node.user("yan", "[\"administrator\"]");
        assertThat(node.json("PATCH", "/users/zoe", "{\"roles\":[\"agent\"]}", administrator)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_key_is_made_listed_rolled_and_ended_and_shown_once() throws Exception {
        HttpResponse<String> made = node.json(
                "POST", "/keys", "{\"name\":\"shop-7\",\"role\":\"till\",\"scope\":\"region/EU\"}", administrator);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String id = body(made).path("id").asString();
        String secret = body(made).path("secret").asString();
        assertThat(body(bearer(other, secret)).path("scope").asString()).isEqualTo("region/EU");
        assertThat(node.json("GET", "/keys", "", administrator).body())
                .contains(id)
                .doesNotContain(secret);

        String rolled = body(node.json("POST", "/keys/" + id + "/roll", "{\"overlap\":\"PT1H\"}", administrator))
                .path("secret")
                .asString();
        assertThat(bearer(node, secret).statusCode()).isEqualTo(200);
        assertThat(bearer(node, rolled).statusCode()).isEqualTo(200);

        node.json("DELETE", "/keys/" + id, "", administrator);
        assertProblem(bearer(node, secret), 401, "unknown-key");
        assertProblem(bearer(node, rolled), 401, "unknown-key");
        assertProblem(node.json("DELETE", "/keys/" + id, "", administrator), 404, "unknown-key-id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST|/users|{\"name\":\"a b\",\"displayName\":\"x\",\"roles\":[\"agent\"]}|422|bad-input",
                "POST|/users|{\"name\":\"emil\",\"displayName\":\" \",\"roles\":[\"agent\"]}|422|bad-input",
                "POST|/users|{\"name\":\"emil\",\"displayName\":\"x\",\"roles\":[]}|422|bad-input",
                "POST|/users|{\"name\":\"emil\",\"displayName\":\"x\",\"roles\":[\"king\"]}|422|bad-input",
                "POST|/users|{\"name\":\"emil\",\"displayName\":\"x\",\"roles\":[\"customer\"]}|422|bad-input",
                "POST|/users|{\"name\":\"emil\",\"displayName\":\"x\",\"roles\":[\"agent\"],\"scope\":\"moon\"}|422|bad-input",
                "POST|/users|{\"name\":\"emil\",\"displayName\":\"x\",\"roles\":[\"agent\"],\"locale\":\"xx\"}|422|bad-input",
                "PATCH|/users/nobody|{}|404|unknown-user",
                "POST|/users/nobody/link||404|unknown-user",
                "POST|/keys|{\"name\":\"robot\",\"role\":\"till\",\"scope\":\"team/\"}|422|bad-input",
                "POST|/keys/none/roll|{\"overlap\":\"soon\"}|422|bad-input",
                "POST|/keys/none/roll||404|unknown-key-id",
                "GET|/users?limit=0||422|bad-input",
                "DELETE|/sessions/none||404|unknown-session"
            })
    void what_cannot_be_is_refused(String method, String path, String body, int status, String rule) throws Exception {
        assertProblem(node.json(method, path, body == null ? "" : body, administrator), status, rule);
        assertThat(node.bean(Users.class).find("emil")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GET,/users", "POST,/users", "GET,/keys", "POST,/keys", "DELETE,/keys/x", "POST,/users/x/link"})
    void only_an_administrator_administers(String method, String path) throws Exception {
        assertProblem(node.json(method, path, "{}", node.key(Role.MANAGER)), 403, "role-may-not");
    }

    @Test
    void colleagues_are_the_active_people_who_work_here() throws Exception {
        node.user("ines", "[\"agent\"]");

        HttpResponse<String> answer = node.json("GET", "/colleagues", "", node.key(Role.AGENT));

        assertThat(answer.body()).contains("{\"name\":\"ines\",\"displayName\":\"ines\"}");
        assertProblem(node.json("GET", "/colleagues", "", node.key(Role.TILL)), 403, "role-may-not");
    }

    private Actor actor(String cookie) {
        return other.bean(Grants.class)
                .by(cookie.substring(cookie.indexOf('=') + 1))
                .orElseThrow();
    }

    private HttpResponse<String> post(String path, String body, String cookie) throws Exception {
        return node.send(node.request(path)
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> delete(String path, String cookie) throws Exception {
        return node.send(node.request(path)
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .DELETE());
    }

    private static HttpResponse<String> bearer(Node at, String secret) throws Exception {
        return at.send(at.request("/me").header("Authorization", "Bearer " + secret));
    }

    /** The one that was used longest ago. */
    private static String notCurrent(JsonNode sessions) {
        String last = "";
        for (JsonNode session : sessions.path("sessions")) {
            if (!session.path("current").asBoolean()) {
                last = session.path("id").asString();
            }
        }
        assertThat(last).isNotEmpty();
        return last;
    }
}
