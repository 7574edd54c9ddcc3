package io.annals.query.live;

import io.annals.edge.Actor;
import io.annals.edge.EdgeConfig;
import io.annals.edge.Keys;
import io.annals.edge.Register;
import io.annals.edge.Role;
import io.annals.encoding.EventEncoding;
import io.annals.events.Fact;
import io.annals.log.CommitIds;
import io.annals.log.Event;
import io.annals.log.EventLog;
import io.annals.log.Proposal;
import io.annals.mongod.EmbeddedMongod;
import io.annals.query.subscriptions.EventsConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Tomcat with the live socket and the followers, on a database of its own. Facts go into the log directly. */
public final class RunningServer implements AutoCloseable {
    /** What the system keeps of a connection, on either side, so that a reader that stops is noticed soon. */
    private static final String SMALL = "32768";

    static {
        System.setProperty("jdk.httpclient.receiveBufferSize", SMALL);
    }

    private final ConfigurableApplicationContext context;
    public final HttpClient http = HttpClient.newHttpClient();

    /** @param properties for Spring, such as {@code annals.live.queue=50} */
    public RunningServer(String... properties) {
        List<String> all = new ArrayList<>();
        all.add("server.port=0");
        all.add("server.address=127.0.0.1");
        all.add("spring.main.banner-mode=off");
        all.add("spring.threads.virtual.enabled=true");
        all.add("spring.mongodb.uri=" + EmbeddedMongod.forTests().connectionString());
        all.add("annals.home=" + home());
        all.add("annals.mongodb.uri=" + EmbeddedMongod.forTests().connectionString());
        all.add("annals.mongodb.database=live-" + UUID.randomUUID().toString().substring(0, 8));
        all.addAll(List.of(properties));
        context = new SpringApplicationBuilder(App.class)
                .web(WebApplicationType.SERVLET)
                .properties(all.toArray(String[]::new))
                .run();
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @Import({EdgeConfig.class, LiveConfig.class, EventsConfig.class})
    static class App {
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        Guests guests() {
            return new Guests();
        }

        @Bean
        WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> smallBuffers() {
            return tomcat ->
                    tomcat.addConnectorCustomizers(connector -> connector.setProperty("socket.txBufSize", SMALL));
        }
    }

    /** A register that can change its mind about whom it lets in. */
    static final class Guests implements Register {
        private final Map<String, Actor> bySecret = new ConcurrentHashMap<>();
        private final Map<String, Actor> byGrant = new ConcurrentHashMap<>();

        void admit(String secret, Actor actor) {
            bySecret.put(secret, actor);
            byGrant.put(actor.grant().id(), actor);
        }

        /** The grant lets nobody in any more; the last one who shows a secret for it makes that known. */
        void end(String grant, String secret, Actor last) {
            bySecret.put(secret, last);
            byGrant.remove(grant);
        }

        @Override
        public boolean wouldHave(String secret) {
            return secret.startsWith("guest-");
        }

        @Override
        public Optional<Actor> by(String secret) {
            return Optional.ofNullable(bySecret.get(secret));
        }

        @Override
        public Map<String, Actor> now(Set<String> ids) {
            Map<String, Actor> found = new HashMap<>(byGrant);
            found.keySet().retainAll(ids);
            return found;
        }
    }

    private static String home() {
        try {
            return Files.createTempDirectory("annals-live-").toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public String key(Role role) {
        return bean(Keys.class).ephemeral(role);
    }

    public String key(Actor actor) {
        return bean(Keys.class).ephemeral(actor);
    }

    public URI address(String path) {
        return URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    public HttpRequest.Builder get(String path, Role role) {
        return HttpRequest.newBuilder(address(path)).header("Authorization", "Bearer " + key(role));
    }

    public HttpRequest.Builder get(String path, String key) {
        return HttpRequest.newBuilder(address(path)).header("Authorization", "Bearer " + key);
    }

    /** Records facts in one commit, each in a stream of its own. */
    public long tell(Fact... facts) throws Exception {
        return told(facts).get(20, TimeUnit.SECONDS);
    }

    public CompletableFuture<Long> told(Fact... facts) {
        EventEncoding encoding = bean(EventEncoding.class);
        List<Event> events = new ArrayList<>();
        for (Fact fact : facts) {
            String id = UUID.randomUUID().toString();
            events.add(encoding.encode("test-" + id, 0, id, Map.of("actor", "agent"), fact));
        }
        return bean(EventLog.class)
                .append(new Proposal(CommitIds.next(), events, Map.of()))
                .durable();
    }

    /** Records a fact in the stream of the customer whom it is about, which nobody else writes to here. */
    public long tellOf(Fact fact, long seq) throws Exception {
        Event event = bean(EventEncoding.class)
                .encode(
                        Objects.requireNonNull(fact.customer()).stream(),
                        seq,
                        UUID.randomUUID().toString(),
                        Map.of("actor", "agent"),
                        fact);
        return bean(EventLog.class)
                .append(new Proposal(CommitIds.next(), List.of(event), Map.of()))
                .durable()
                .get(20, TimeUnit.SECONDS);
    }

    public double count(String counter) {
        return bean(MeterRegistry.class).get(counter).counter().count();
    }

    public long timed(String timer) {
        return bean(MeterRegistry.class).get(timer).timer().count();
    }

    public double gauge(String gauge) {
        return bean(MeterRegistry.class).get(gauge).gauge().value();
    }

    @Override
    public void close() {
        context.close();
        http.shutdownNow(); // close() would wait for answers that nobody reads
    }
}
