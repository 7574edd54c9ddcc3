package io.annals.access;

import static io.annals.access.Node.body;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.annals.edge.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the logger {@code annals.security} tells of who came in, who did not, and who was refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecurityLogTest {
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger security = (Logger) LoggerFactory.getLogger("annals.security");
    private Node node;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        node = Node.start(
                home, Node.freshDatabase(), "annals.security.clients.phone.redirect-uris[0]=http://127.0.0.1/callback");
        node.user("lena", "[\"agent\"]");
        logged.start();
        security.addAppender(logged);
    }

    @BeforeEach
    void forget() {
        logged.list.clear();
    }

    @AfterAll
    void stop() {
        security.detachAppender(logged);
        node.dropDatabase();
        node.close();
    }

    /** Each with the address from which it came. */
    private List<String> told() {
        List<ILoggingEvent> events = List.copyOf(logged.list);
        assertThat(events)
                .allSatisfy(event -> assertThat(event.getMDCPropertyMap())
                        .as(event.toString())
                        .containsEntry("from", "127.0.0.1"));
        return events.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static void hasLine(List<String> told, String pattern) {
        assertThat(told).anySatisfy(line -> assertThat(line).matches(pattern));
    }

    @Test
    void who_comes_in_and_goes_is_told_with_what_they_proved_it_by() throws Exception {
        String cookie = node.login("lena");
        node.get("/me", cookie);
        node.send(node.request("/me/proof")
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"password\":\"" + Node.PASSWORD + "\"}")));
        node.send(node.request("/logout")
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.noBody()));

        List<String> told = told();
        hasLine(told, "login of lena by password, from 127\\.0\\.0\\.1");
        hasLine(told, "lena comes in by session/[0-9a-f-]{36}");
        hasLine(told, "lena proved by a password that it is they");
        hasLine(told, "logout of lena");
    }

    @Test
    void a_key_and_a_client_are_told_of_whether_they_come_in_or_not() throws Exception {
        String made = node.json(
                        "POST", "/keys", "{\"name\":\"robot\",\"role\":\"service\"}", node.key(Role.ADMINISTRATOR))
                .body();
        String id = Node.JSON.readTree(made).path("id").asString();
        String secret = Node.JSON.readTree(made).path("secret").asString();
        node.json("GET", "/me", "", secret);
        node.json("GET", "/me", "", "annals_service_" + "A".repeat(43));
        String token = body(client(id, secret)).path("access_token").asString();
        node.json("GET", "/me", "", token);
        client(id, secret + "x");
        Client.token(
                node,
                Map.of("grant_type", "refresh_token", "refresh_token", "x", "client_id", id, "client_secret", secret));
        node.json("GET", "/me", "", token + "x");

        List<String> told = told();
        hasLine(told, "robot comes in by key/" + id + "/[0-9a-f]{16}");
        hasLine(told, "what was shown lets nobody in: unknown-key");
        hasLine(told, "token for " + id + " given to client " + id + ", proved by key/" + id + "/[0-9a-f]{16}");
        hasLine(told, "robot comes in by token/.+");
        hasLine(told, "a client was not let in: wrong secret");
        hasLine(told, "a code or token was shown to the issuer that is good for nothing");
        hasLine(told, "what was shown lets nobody in: token-ended");
        assertThat(told).noneSatisfy(line -> assertThat(line).contains(secret));
    }

    private java.net.http.HttpResponse<String> client(String id, String secret) throws Exception {
        return Client.token(node, Map.of("grant_type", "client_credentials", "client_id", id, "client_secret", secret));
    }

    @Test
    void who_may_not_is_told_of_with_route_and_rule_and_nothing_that_they_typed() throws Exception {
        String cookie = node.login("lena");
        logged.list.clear();
        node.get("/users?page=0&typed=by-lena", cookie);
        node.form("/users/by-lena/link", Map.of());
        node.send(node.request("/logout")
                .header("Cookie", cookie)
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.noBody()));

        List<String> told = told();
        hasLine(told, "GET /users refused to lena: role-may-not");
        hasLine(told, "POST .* refused to (null|lena): .*");
        assertThat(told).noneSatisfy(line -> assertThat(line).contains("by-lena"));
    }

    @Test
    void a_line_is_one_line_whatever_was_typed() throws Exception {
        node.form("/login", Map.of("name", "lena\n2026-01-01 login of root", "password", "x"));
        node.form("/login/code", Map.of("ticket", "a\r\nb", "code", "c\nd"));

        assertThat(told()).isNotEmpty().allSatisfy(line -> assertThat(line).doesNotContain("\n", "\r", "root"));
    }
}
