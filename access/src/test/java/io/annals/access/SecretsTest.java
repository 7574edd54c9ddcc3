package io.annals.access;

import static io.annals.access.Node.body;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.annals.edge.Role;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What an operator sees who looks at everything. */
class SecretsTest {
    private static final String ACTUATOR = "management.endpoints.web.exposure.include=*";

    @Test
    void no_log_holds_what_lets_somebody_in(@TempDir Path home) throws Exception {
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        Logger ours = (Logger) LoggerFactory.getLogger("io.annals");
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        try (Node node = Node.start(home, Node.freshDatabase())) {
            logged.start();
            root.addAppender(logged);
            ours.setLevel(Level.TRACE);
            ((Logger) LoggerFactory.getLogger("org.springframework.web.servlet.mvc")).setLevel(Level.DEBUG); // bodies
            String administrator = node.key(Role.ADMINISTRATOR);
            node.user("lena", "[\"agent\"]");
            String session = node.login("lena");
            String typed = "typed-in-the-wrong-field";
            node.form("/login", Map.of("name", typed, "password", Node.PASSWORD));
            String link = body(node.json("POST", "/users/lena/link", "", administrator))
                    .path("link")
                    .asString();
            node.get(link, null);
            String key = body(node.json("POST", "/keys", "{\"name\":\"robot\",\"role\":\"till\"}", administrator))
                    .path("secret")
                    .asString();
            HttpResponse<String> token = node.form(
                    "/oauth2/token",
                    Map.of("grant_type", "client_credentials", "client_id", "nobody", "client_secret", key));
            assertThat(token.statusCode()).isEqualTo(401);
            node.json(
                    "POST",
                    "/me/password",
                    "{\"current\":\"wrong-one-of-mine\",\"password\":\"harbour-violin-seven-kites\"}",
                    administrator);
            node.dropDatabase();

            String secret = session.substring(session.indexOf('=') + 1);
            String linked = link.substring(link.indexOf('=') + 1);
            List<String> secrets = List.of(
                    Node.PASSWORD, secret, linked, key, administrator, typed, "wrong-one-of-mine", "harbour-violin");
            assertThat(logged.list).hasSizeGreaterThan(5);
            for (ILoggingEvent event : List.copyOf(logged.list)) {
                assertThat(event.getFormattedMessage())
                        .as("%s", event.getLoggerName())
                        .doesNotContain(secrets);
            }
        } finally {
            root.detachAppender(logged);
            ours.setLevel(null);
            ((Logger) LoggerFactory.getLogger("org.springframework.web.servlet.mvc")).setLevel(null);
        }
    }

    @Test
    void actuator_is_the_administrators_and_tells_no_value(@TempDir Path home) throws Exception {
        try (Node node = Node.start(home, Node.freshDatabase(), ACTUATOR, "annals.test-secret=do-not-tell")) {
            String administrator = node.key(Role.ADMINISTRATOR);
            for (String page :
                    List.of("env", "configprops", "beans", "mappings", "heapdump", "threaddump", "loggers")) {
                for (Role role : Role.values()) {
                    if (role != Role.ADMINISTRATOR) {
                        Node.assertProblem(
                                node.json("GET", "/actuator/" + page, "", node.key(role)), 403, "role-may-not");
                    }
                }
                HttpResponse<String> told = node.json("GET", "/actuator/" + page, "", administrator);
                assertThat(told.body()).as(page).doesNotContain("do-not-tell", "mongodb://");
            }
            assertThat(node.json("GET", "/actuator/env", "", administrator).body())
                    .contains("annals.test-secret");
            assertThat(node.json("GET", "/actuator/heapdump", "", administrator).statusCode())
                    .isEqualTo(404);
            node.dropDatabase();
        }
    }
}
