package io.annals.query;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.annals.encoding.EventEncoding;
import io.annals.encoding.MongoKeyring;
import io.annals.encoding.Pseudonyms;
import io.annals.encoding.Secrets;
import io.annals.events.Fact;
import io.annals.log.Event;
import io.annals.log.MongoEventLog;
import io.annals.log.Proposal;
import io.annals.log.axon.LogMessageSource;
import io.annals.log.axon.PayloadEncoding;
import io.annals.mongod.EmbeddedMongod;
import io.annals.query.projection.Projection;
import io.annals.query.projection.ProjectionSettings;
import io.annals.query.projection.Projections;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.crypto.spec.SecretKeySpec;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.bson.UuidRepresentation;

/** A log of its own on the mongod that all tests share. Facts go in directly: there is no command side here. */
public final class World implements AutoCloseable {
    private static final MongoClient CLIENT = MongoClients.create(MongoClientSettings.builder()
            .uuidRepresentation(UuidRepresentation.STANDARD)
            .applyConnectionString(
                    new ConnectionString(EmbeddedMongod.forTests().connectionString()))
            .build());
    public static final ProjectionSettings QUICK =
            new ProjectionSettings(1, 100, 1_000, Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofMillis(100));

    public final MongoDatabase database =
            CLIENT.getDatabase("q-" + UUID.randomUUID().toString().substring(0, 8));
    public final Secrets secrets = new Secrets(key(1), key(2));
    public final Pseudonyms pseudonyms = new Pseudonyms(secrets.deploymentKey());
    public final MongoKeyring keyring = new MongoKeyring(database, secrets);
    public final EventEncoding encoding = new EventEncoding(keyring);
    public final MongoEventLog log =
            MongoEventLog.open(CLIENT, database.getName(), Clock.systemUTC(), new SimpleMeterRegistry());
    public final LogMessageSource source = new LogMessageSource(log, new Decoding(encoding));
    private final Map<String, Long> seqs = new HashMap<>();

    private static SecretKeySpec key(int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        return new SecretKeySpec(bytes, "AES");
    }

    public static MongoClient client() {
        return CLIENT;
    }

    /** Records facts in one commit and returns its position. */
    public synchronized long tell(Fact... facts) throws Exception {
        return tell(List.of(facts));
    }

    public synchronized long tell(List<? extends Fact> facts) throws Exception {
        List<Event> events = new ArrayList<>();
        for (Fact fact : facts) {
            String stream = fact.stream();
            long seq = seqs.merge(stream, 0L, (a, _) -> a + 1);
            events.add(encoding.encode(stream, seq, UUID.randomUUID().toString(), Map.of("actor", "agent"), fact));
        }
        return tellEvents(events);
    }

    public long tellEvents(List<Event> events) throws Exception {
        return log.append(new Proposal(UUID.randomUUID(), events, Map.of()))
                .durable()
                .get(20, TimeUnit.SECONDS);
    }

    public Projections projections(Projection<?>... projections) {
        return projections(QUICK, Projections.tokens(database, QUICK), projections);
    }

    public Projections projections(ProjectionSettings settings, TokenStore tokens, Projection<?>... projections) {
        return new Projections(List.of(projections), database, log, source, encoding, keyring, tokens, settings);
    }

    @Override
    public void close() {
        log.close();
        database.drop();
    }

    /** Only what a reader needs. */
    private record Decoding(EventEncoding encoding) implements PayloadEncoding {
        @Override
        public Event encode(String stream, long seq, EventMessage<?> message) {
            throw new UnsupportedOperationException("this side only reads");
        }

        @Override
        public Object decode(Event event) {
            return encoding.decode(event);
        }

        @Override
        public Class<?> payloadType(String type, int rev) {
            return Object.class;
        }
    }
}
