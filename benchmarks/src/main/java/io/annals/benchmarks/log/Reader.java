package io.annals.benchmarks.log;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import io.annals.encoding.EventEncoding;
import io.annals.events.Fact;
import io.annals.log.Commit;
import io.annals.log.Event;
import io.annals.log.EventLog;
import io.annals.log.EventLog.Cursor;
import io.annals.log.axon.LogMessageSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.bson.Document;

/** Reads a whole log from its beginning and delivers each payload, decoded, until the end or until it has had enough. */
interface Reader {
    /** Payloads that are decoded at a time: their subjects' keys are loaded together. */
    int CHUNK = 500;

    void read(Sum sum, BooleanSupplier enough) throws Exception;

    /** Events a second in that time, from the beginning again where the log is at its end before. */
    static double eventsASecond(Duration time, Reader reader) throws Exception {
        Sum sum = new Sum();
        long began = System.nanoTime();
        long until = began + time.toNanos();
        BooleanSupplier enough = () -> System.nanoTime() - until > 0;
        while (!enough.getAsBoolean()) {
            reader.read(sum, enough);
        }
        if (sum.points() == 0) {
            throw new IllegalStateException("nothing was delivered");
        }
        return sum.count() / ((System.nanoTime() - began) / 1e9);
    }

    /** The driver's find by {@code _id}, nothing checked. */
    static Reader scan(MongoCollection<Scan> collection, EventEncoding encoding) {
        return (sum, enough) -> {
            try (MongoCursor<Scan> cursor = collection
                    .find()
                    .sort(new Document("_id", 1))
                    .batchSize(2_000)
                    .cursor()) {
                List<Event> chunk = new ArrayList<>(CHUNK);
                while (cursor.hasNext()) {
                    chunk.addAll(cursor.next().events());
                    if (chunk.size() >= CHUNK && deliver(chunk, encoding, sum, enough)) {
                        return;
                    }
                }
                deliver(chunk, encoding, sum, enough);
            }
        };
    }

    /** By the log's own door. */
    static Reader ours(EventLog log, EventEncoding encoding) {
        return (sum, enough) -> {
            try (Cursor<Commit> commits = log.read(0)) {
                List<Event> chunk = new ArrayList<>(CHUNK);
                for (Commit commit : commits) {
                    chunk.addAll(commit.events());
                    if (chunk.size() >= CHUNK && deliver(chunk, encoding, sum, enough)) {
                        return;
                    }
                }
                deliver(chunk, encoding, sum, enough);
            }
        };
    }

    private static boolean deliver(List<Event> chunk, EventEncoding encoding, Sum sum, BooleanSupplier enough) {
        for (Fact fact : encoding.decodeAll(chunk)) {
            sum.add(fact);
        }
        chunk.clear();
        return enough.getAsBoolean();
    }

    /** Our log as Axon's processors read it. */
    static Reader source(LogMessageSource source, long events) {
        return (sum, enough) -> {
            try (BlockingStream<TrackedEventMessage<?>> stream = source.openStream(null)) {
                for (long left = events; left > 0 && stream.hasNextAvailable(1, TimeUnit.SECONDS); left--) {
                    sum.add((Fact) stream.nextAvailable().getPayload());
                    if (left % CHUNK == 0 && enough.getAsBoolean()) {
                        return;
                    }
                }
            }
        };
    }

    /** One of Axon's engines as Axon's embedded store reads it. */
    static Reader engine(EventStorageEngine engine) {
        return (sum, enough) -> {
            try (Stream<? extends TrackedEventMessage<?>> events = engine.readEvents(null, false)) {
                Iterator<? extends TrackedEventMessage<?>> each = events.iterator();
                for (long count = 1; each.hasNext(); count++) {
                    sum.add((Fact) each.next().getPayload());
                    if (count % CHUNK == 0 && enough.getAsBoolean()) {
                        return;
                    }
                }
            }
        };
    }
}
