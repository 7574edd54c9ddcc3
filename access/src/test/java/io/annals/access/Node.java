package io.annals.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.annals.edge.Keys;
import io.annals.edge.Role;
import io.annals.mongod.EmbeddedMongod;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real server of this room alone, on a real mongod. Several share a database, as nodes do. */
final class Node implements AutoCloseable {
    static final JsonMapper JSON = JsonMapper.shared();
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final String PASSWORD = "lamp-orchard-quarry-7";

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();

    /** No {@code @Configuration}, so that the room's own scan passes over it. */
    @EnableAutoConfiguration
    @Import(AccessConfig.class)
    static class Server {
        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    private Node(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static Node start(Path home, String database, String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "server.port=0",
                "server.address=127.0.0.1",
                "spring.main.banner-mode=off",
                "annals.home=" + home,
                "annals.mongodb.uri=" + EmbeddedMongod.forTests().connectionString(),
                "annals.mongodb.database=" + database));
        all.addAll(List.of(settings));
        return new Node(new SpringApplicationBuilder(Server.class)
                .web(WebApplicationType.SERVLET)
                .properties(all.toArray(String[]::new))
                .run());
    }

    static String freshDatabase() {
        return "identity" + UUID.randomUUID().toString().substring(0, 8);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    String key(Role role) {
        return bean(Keys.class).ephemeral(role);
    }

    void dropDatabase() {
        bean(MongoDatabase.class).drop();
    }

    @Override
    public void close() {
        context.close();
        http.close();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).timeout(PATIENCE);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, @Nullable String cookie) throws Exception {
        HttpRequest.Builder request = request(path);
        return send(cookie == null ? request : request.header("Cookie", cookie));
    }

    /** As a browser sends a form of ours. */
    HttpResponse<String> form(String path, Map<String, String> fields) throws Exception {
        return send(request(path)
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(fields))));
    }

    static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    HttpResponse<String> json(String method, String path, String body, String key) throws Exception {
        return send(request(path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
    }

    /** Makes a user who has chosen {@link #PASSWORD}. */
    void user(String name, String roles) throws Exception {
        HttpResponse<String> made = json(
                "POST",
                "/users",
                "{\"name\":\"%s\",\"displayName\":\"%1$s\",\"roles\":%s}".formatted(name, roles),
                key(Role.ADMINISTRATOR));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String link = body(made).path("link").asString();
        HttpResponse<String> chosen = form(
                "/join",
                Map.of("link", link.substring(link.indexOf('=') + 1), "password", PASSWORD, "again", PASSWORD));
        assertThat(chosen.statusCode()).as(chosen.body()).isEqualTo(303);
    }

    /** Logs in and keeps the cookie, as {@code name=value}. */
    String login(String name) throws Exception {
        return cookie(form("/login", Map.of("name", name, "password", PASSWORD)));
    }

    static String cookie(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 303);
        String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return set.substring(0, set.indexOf(';'));
    }

    static JsonNode body(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    static void assertProblem(HttpResponse<String> answer, int status, String rule) {
        assertThat(answer.body()).contains("urn:annals:problem:" + rule);
        assertThat(answer.statusCode()).isEqualTo(status);
    }
}
