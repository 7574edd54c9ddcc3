package io.annals.faults.nemesis;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.annals.log.Commit;
import io.annals.log.CommitIds;
import io.annals.log.Event;
import io.annals.log.EventLog;
import io.annals.log.EventLog.Place;
import io.annals.log.EventLog.Tail;
import io.annals.log.LogBroken;
import io.annals.log.MongoEventLog;
import io.annals.log.Proposal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/**
 * A log of its own on the same cluster, put back to an older state and written to again. Whoever has seen more than the backup
 * holds must be stopped, by the hash in its place; whoever has seen less must go on.
 */
public final class RestoredBackup {
    private static final int COMMITS = 20;
    private static final int IN_BACKUP = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MongoClient client;

    public RestoredBackup(MongoClient client) {
        this.client = client;
    }

    /**
     * Does it and says what the readers said.
     *
     * @throws IllegalStateException if one of them did not notice, or one was stopped without need
     */
    public String isNoticed() throws InterruptedException {
        String name = "restored-" + UUID.randomUUID();
        try {
            return restored(name);
        } finally {
            client.getDatabase(name).drop();
        }
    }

    private String restored(String name) throws InterruptedException {
        Place early;
        Place late;
        try (EventLog log = open(name);
                Tail tail = log.tail(Place.BEGINNING)) {
            append(log, 0, COMMITS);
            early = seenUpTo(tail, IN_BACKUP / 2);
            late = seenUpTo(tail, COMMITS);
        }
        restore(client.getDatabase(name));
        try (EventLog log = open(name)) {
            String missing = refusal(log, late);
            append(log, IN_BACKUP, COMMITS + 5);
            String other = refusal(log, late);
            try (Tail tail = log.tail(early)) {
                seenUpTo(tail, COMMITS + 5);
            }
            return "noticed: " + missing + " | " + other;
        }
    }

    private EventLog open(String name) {
        return MongoEventLog.open(client, name, InstantSource.system(), new SimpleMeterRegistry());
    }

    private static void append(EventLog log, int from, int upTo) {
        for (int seq = from; seq < upTo; seq++) {
            Event event = new Event(
                    "s",
                    seq,
                    "faults.Happened",
                    1,
                    CommitIds.next().toString(),
                    null,
                    Instant.now(),
                    Map.of(),
                    new RawBsonDocument(new BsonDocument("n", new BsonInt32(seq)), new BsonDocumentCodec()));
            log.append(new Proposal(CommitIds.next(), List.of(event), Map.of()))
                    .durable()
                    .join();
        }
    }

    private static Place seenUpTo(Tail tail, int position) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (tail.place().position() < position) {
            List<Commit> commits = tail.poll((int) (position - tail.place().position()), Duration.ofSeconds(1));
            if (commits.isEmpty() && System.nanoTime() > until) {
                throw new IllegalStateException("a reader whose place is on the restored log is not served from it");
            }
        }
        return tail.place();
    }

    private static void restore(MongoDatabase database) {
        MongoCollection<RawBsonDocument> log = database.getCollection("log", RawBsonDocument.class);
        log.deleteMany(Filters.gt("_id", (long) IN_BACKUP));
    }

    private static String refusal(EventLog log, Place place) throws InterruptedException {
        try (Tail tail = log.tail(place)) {
            List<Commit> served = tail.poll(1, PATIENCE);
            throw new IllegalStateException("a restored backup was not noticed: after " + place.position() + " came "
                    + served.size() + " commits");
        } catch (LogBroken noticed) {
            return String.valueOf(noticed.getMessage());
        }
    }
}
