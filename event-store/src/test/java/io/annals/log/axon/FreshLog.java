package io.annals.log.axon;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.annals.log.CommitIds;
import io.annals.log.Event;
import io.annals.log.EventLog;
import io.annals.log.MongoEventLog;
import io.annals.log.MongoSnapshots;
import io.annals.log.Proposal;
import io.annals.log.Snapshots;
import io.annals.mongod.EmbeddedMongod;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** An empty log in a database of its own, and a pen to write plain text with. */
final class FreshLog implements AutoCloseable {
    private final MongoClient client =
            MongoClients.create(EmbeddedMongod.forTests().connectionString());
    private final String database = "axon-" + UUID.randomUUID();
    private final EventLog log =
            MongoEventLog.open(client, database, InstantSource.system(), new SimpleMeterRegistry());

    EventLog log() {
        return log;
    }

    Snapshots snapshots() {
        return new MongoSnapshots(client, database);
    }

    /** Records these texts, written {@code subject:text}, in one commit, each on its subject's stream; gives the position. */
    long record(String... texts) throws Exception {
        Map<String, Long> last = new HashMap<>(
                log.lastSeqs(Arrays.stream(texts).map(FreshLog::subject).toList()));
        List<Event> events = new ArrayList<>();
        for (String text : texts) {
            long seq = last.merge(subject(text), 0L, (before, zero) -> before + 1);
            events.add(new Event(
                    subject(text),
                    seq,
                    TextEncoding.TYPE,
                    1,
                    UUID.randomUUID().toString(),
                    subject(text),
                    Instant.now(),
                    Map.of("actor", "somebody"),
                    TextEncoding.document(text)));
        }
        return log.append(new Proposal(CommitIds.next(), events, Map.of()))
                .durable()
                .get(30, TimeUnit.SECONDS);
    }

    private static String subject(String text) {
        return text.substring(0, text.indexOf(':'));
    }

    @Override
    public void close() {
        log.close();
        client.getDatabase(database).drop();
        client.close();
    }
}
