package io.annals.edge;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.mongodb.client.MongoDatabase;
import io.annals.mongod.EmbeddedMongod;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Tomcat with a small endpoint behind the doors, a real mongod below, and somebody who knocks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AtTheDoor {
    static final JsonMapper JSON = JsonMapper.shared();
    static final Duration PATIENCE = Duration.ofSeconds(20);

    final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();
    final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    ConfigurableApplicationContext started;
    String agent = "";

    @BeforeAll
    void start(@TempDir Path home) {
        started = new SpringApplicationBuilder(Behind.class)
                .web(WebApplicationType.SERVLET)
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.main.banner-mode=off",
                        "spring.threads.virtual.enabled=true",
                        "annals.home=" + home,
                        "annals.mongodb.uri=" + EmbeddedMongod.forTests().connectionString(),
                        "annals.mongodb.database=doors"
                                + UUID.randomUUID().toString().substring(0, 8))
                .properties(settings())
                .run();
        agent = bean(Keys.class).ephemeral(Role.AGENT);
    }

    /** What a test wants otherwise. */
    String[] settings() {
        return new String[0];
    }

    @AfterAll
    void stop() {
        bean(MongoDatabase.class).drop();
        started.close();
        http.shutdownNow(); // close() would wait for answers that nobody reads
    }

    @BeforeEach
    void listen() {
        logged.list.clear();
        logged.start();
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(logged);
        logged.stop();
    }

    <T> T bean(Class<T> type) {
        return started.getBean(type);
    }

    int port() {
        return started.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(PATIENCE);
    }

    HttpRequest.Builder asAgent(String path) {
        return get(path).header("Authorization", "Bearer " + agent);
    }

    HttpRequest.Builder json(String path, String key) {
        return get(path).header("Authorization", "Bearer " + key).header("Content-Type", "application/json");
    }

    HttpRequest.Builder post(String path, String body, String key) {
        return json(path, key).POST(BodyPublishers.ofString(body));
    }

    HttpRequest.Builder byCookie(String path, String body) {
        return get(path)
                .header("Cookie", "annals_key=" + agent)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    static JsonNode assertProblem(HttpResponse<String> answer, int status, String rule) {
        assertThat(answer.body()).contains("urn:annals:problem:" + rule);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("type").asString()).isEqualTo("urn:annals:problem:" + rule);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        return problem;
    }

    void assertNoErrorLogged() {
        assertThat(logged.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.ERROR))
                .isEmpty();
    }
}
