package io.annals.command;

import com.mongodb.client.MongoDatabase;
import io.annals.edge.Actor;
import io.annals.edge.Keys;
import io.annals.edge.Role;
import io.annals.encoding.EventEncoding;
import io.annals.events.Fact;
import io.annals.log.Commit;
import io.annals.log.EventLog;
import io.annals.mongod.EmbeddedMongod;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A command side at work, on a real mongod, with a database of its own. */
public final class Side implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;

    private Side(ConfigurableApplicationContext context) {
        this.context = context;
        this.address = "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(CommandSide.class)
    static class Application {
        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }

    /** Shared by the tests that only add to it. */
    public static Side shared() {
        return Shared.SIDE;
    }

    private static final class Shared {
        static final Side SIDE = start(newDatabase());
    }

    public static String newDatabase() {
        return "command" + UUID.randomUUID().toString().substring(0, 8);
    }

    public static Side start(String database, String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "server.port=0",
                "server.address=127.0.0.1",
                "spring.main.banner-mode=off",
                "spring.threads.virtual.enabled=true",
                "annals.home=" + home(),
                "annals.mongodb.uri=" + EmbeddedMongod.forTests().connectionString(),
                "annals.mongodb.database=" + database));
        all.addAll(List.of(properties));
        return new Side(new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.SERVLET)
                .properties(all.toArray(String[]::new))
                .run());
    }

    /** One for all: databases that are opened again need the secrets that they were begun with. */
    private static final class Home {
        static final Path PATH = make();

        private static Path make() {
            try {
                Path home = Files.createTempDirectory("annals-command-");
                home.toFile().deleteOnExit();
                return home;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private static Path home() {
        return Home.PATH;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public MongoDatabase database() {
        return bean(MongoDatabase.class);
    }

    /** An answer: status, position (-1 without), body. */
    public record Reply(int status, long position, JsonNode body) {
        public String text(String field) {
            return body.path(field).asString();
        }
    }

    public Reply post(Role role, String path, String json) {
        return send(request(role, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    public HttpRequest.Builder request(Role role, String path) {
        return request(new Actor(role.text(), role), path);
    }

    public HttpRequest.Builder request(Actor actor, String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + bean(Keys.class).ephemeral(actor));
    }

    /** @param method {@code POST}, {@code PUT} … */
    public Reply send(String method, Actor actor, String path, String json) {
        return send(request(actor, path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    public Reply send(HttpRequest.Builder request) {
        HttpResponse<String> response = raw(request);
        long position = response.headers()
                .firstValue("ETag")
                .map(tag -> Long.parseLong(tag.replaceAll("\\D", "")))
                .orElse(-1L);
        String body = response.body();
        return new Reply(
                response.statusCode(), position, body.isEmpty() ? JSON.createObjectNode() : JSON.readTree(body));
    }

    public HttpResponse<String> raw(HttpRequest.Builder request) {
        try {
            return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                    .get(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    /** All that is recorded after a position, decoded. */
    public List<Fact> facts(long after) {
        List<Fact> facts = new ArrayList<>();
        try (EventLog.Cursor<Commit> commits = bean(EventLog.class).read(after)) {
            commits.forEach(commit -> facts.addAll(bean(EventEncoding.class).decodeAll(commit.events())));
        }
        return facts;
    }

    public List<Fact> stream(String stream) {
        return bean(EventLog.class).stream(stream, 0).stream()
                .map(recorded -> bean(EventEncoding.class).decode(recorded.event()))
                .toList();
    }

    public long head() {
        return bean(EventLog.class).head();
    }

    /** Waits, bounded, for what others do. */
    public static void await(String what, BooleanSupplier done) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + PATIENCE + ": " + what);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(5).toNanos());
        }
    }

    @Override
    public void close() {
        http.shutdownNow(); // close() would wait for answers that nobody reads
        context.close();
    }
}
