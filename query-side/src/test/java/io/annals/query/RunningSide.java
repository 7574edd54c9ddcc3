package io.annals.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.Actor;
import io.annals.edge.Keys;
import io.annals.edge.Role;
import io.annals.encoding.EventEncoding;
import io.annals.encoding.Keyring;
import io.annals.encoding.Pseudonyms;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.customer.CustomerEvent.IdentityAdded;
import io.annals.events.customer.IdentityKind;
import io.annals.log.CommitIds;
import io.annals.log.Event;
import io.annals.log.EventLog;
import io.annals.log.Proposal;
import io.annals.mongod.EmbeddedMongod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole side behind its doors, on a database of its own. Facts go into the log directly. */
public final class RunningSide implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String database = "side-" + UUID.randomUUID().toString().substring(0, 8);
    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, Long> seqs = new HashMap<>();
    private final Map<Actor, String> keys = new HashMap<>();
    private long last;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import(QuerySide.class)
    static class Side {}

    /** @param properties for Spring, such as {@code annals.projection.patience=1s} */
    public RunningSide(String... properties) {
        List<String> all = new ArrayList<>(List.of(
                "server.port=0",
                "server.address=127.0.0.1",
                "spring.main.banner-mode=off",
                "annals.home=" + home(),
                "annals.mongodb.uri=" + EmbeddedMongod.forTests().connectionString(),
                "annals.mongodb.database=" + database,
                "annals.projection.round=100ms",
                "axoniq.update-checker.disabled=true"));
        all.addAll(List.of(properties));
        context = new SpringApplicationBuilder(Side.class)
                .web(WebApplicationType.SERVLET)
                .properties(all.toArray(String[]::new))
                .run();
    }

    private static String home() {
        try {
            return Files.createTempDirectory("annals-side-").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ConfigurableApplicationContext context() {
        return context;
    }

    public String database() {
        return database;
    }

    /** The position of what was told last. */
    public long last() {
        return last;
    }

    public IdentityAdded known(CustomerId customer, IdentityKind kind, String value) {
        String key = context.getBean(Pseudonyms.class).of("identity", kind.name(), value);
        return new IdentityAdded(customer, kind, Personal.of(value), key, Stories.THEN);
    }

    /** Records facts in one commit, as said by this actor. */
    public long tell(String actor, Fact... facts) throws Exception {
        return tell(Map.of("actor", actor), facts);
    }

    /** The same with all that the log keeps beside them. */
    public synchronized long tell(Map<String, String> meta, Fact... facts) throws Exception {
        EventEncoding encoding = context.getBean(EventEncoding.class);
        List<Event> events = new ArrayList<>();
        for (Fact fact : facts) {
            String stream = fact.stream();
            long seq = seqs.merge(stream, 0L, (a, _) -> a + 1);
            events.add(encoding.encode(stream, seq, UUID.randomUUID().toString(), meta, fact));
        }
        last = context.getBean(EventLog.class)
                .append(new Proposal(CommitIds.next(), events, Map.of()))
                .durable()
                .get(20, TimeUnit.SECONDS);
        return last;
    }

    public void erase(CustomerId customer) throws Exception {
        context.getBean(Keyring.class).destroy(customer.toString());
        tell("administrator", new CustomerErased(customer, Stories.day(300)));
    }

    public HttpResponse<String> send(String method, String path, Actor actor, String body)
            throws IOException, InterruptedException {
        String key =
                keys.computeIfAbsent(actor, _ -> context.getBean(Keys.class).ephemeral(actor));
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path))
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** What an agent of this name is answered with, all of what was told being in it. */
    public JsonNode get(String path, String agent) throws Exception {
        String fresh = path + (path.contains("?") ? "&" : "?") + "atLeast=" + last;
        HttpResponse<String> response = send("GET", fresh, new Actor(agent, Role.AGENT), "");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    public static JsonNode json(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return JSON.readTree(response.body());
    }

    public static List<String> texts(JsonNode nodes, String field) {
        return nodes.valueStream().map(node -> node.path(field).asString("")).toList();
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        context.close();
        http.shutdownNow(); // close() would wait for answers that nobody reads
        World.client().getDatabase(database).drop();
    }
}
