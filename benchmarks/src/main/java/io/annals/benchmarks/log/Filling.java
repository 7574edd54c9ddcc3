package io.annals.benchmarks.log;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import io.annals.encoding.EventEncoding;
import io.annals.events.Fact;
import io.annals.log.CommitIds;
import io.annals.log.Event;
import io.annals.log.EventLog;
import io.annals.log.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.axonframework.eventhandling.DomainEventMessage;
import org.bson.RawBsonDocument;

/** Brings logs to a size before anything is measured. */
final class Filling {
    private static final int UNDER_WAY = 4_096;
    private static final int BATCH = 1_000;

    private Filling() {}

    /** Commits of one event each, through the log itself: no other way makes a chain. */
    static void ours(EventLog log, long events, LongFunction<Event> event) {
        ArrayDeque<CompletableFuture<Long>> underWay = new ArrayDeque<>();
        for (long i = 0; i < events; i++) {
            if (underWay.size() == UNDER_WAY) {
                underWay.remove().join();
            }
            underWay.add(log.append(new Proposal(CommitIds.next(), List.of(event.apply(i)), Map.of()))
                    .durable());
        }
        underWay.forEach(CompletableFuture::join);
    }

    /** Facts of streams of their own. */
    static void ours(EventLog log, EventEncoding encoding, Samples samples, long events, Supplier<Fact> fact) {
        ours(log, events, _ -> samples.event(encoding, fact.get()));
    }

    /** Documents without waiting for the disk. Returns the last position. */
    static long raw(MongoCollection<RawBsonDocument> collection, Documents documents, long count) {
        MongoCollection<RawBsonDocument> hasty = collection.withWriteConcern(WriteConcern.W1);
        for (long last = 0; last < count; last += BATCH) {
            hasty.insertMany(documents.after(last, BATCH), new InsertManyOptions().ordered(true));
        }
        return count;
    }

    /** @param apart the time between one event and the next, as Axon has it */
    static void axon(AxonEngine axon, Samples samples, long events, Duration apart) {
        Instant begun = Instant.now().minus(apart.multipliedBy(events)).minusSeconds(60);
        for (long from = 0; from < events; from += BATCH) {
            List<DomainEventMessage<?>> batch = new ArrayList<>(BATCH);
            for (long i = from; i < Math.min(events, from + BATCH); i++) {
                batch.add(axon.message(samples.stream(), 0, samples.plain(), begun.plus(apart.multipliedBy(i))));
            }
            axon.engine().appendEvents(batch);
        }
    }

    /** One stream of so many events, a millisecond apart. */
    static void stream(AxonEngine axon, Samples samples, String stream, long events) {
        Instant begun = Instant.now().minusMillis(events);
        for (long from = 0; from < events; from += BATCH) {
            List<DomainEventMessage<?>> batch = new ArrayList<>(BATCH);
            for (long i = from; i < Math.min(events, from + BATCH); i++) {
                batch.add(axon.message(stream, i, samples.plain(), begun.plusMillis(i)));
            }
            axon.engine().appendEvents(batch);
        }
    }
}
