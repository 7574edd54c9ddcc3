package io.annals.log;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the follower when another process has appended. Nothing but positions is read from the change stream, and no resume
 * token is kept: after each opening the follower looks once for itself, so whatever was missed costs nothing.
 */
final class ChangeWake implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ChangeWake.class);
    private static final int UNAUTHORIZED = 13;
    private static final List<Bson> PIPELINE = List.of(
            Aggregates.match(Filters.eq("operationType", "insert")),
            Aggregates.project(Projections.include("documentKey")));

    private final LogCollections collections;
    private final Pulse pulse;
    private final Runnable opened;
    private final LongConsumer appended;
    private final Thread thread;
    private volatile boolean closed;

    /** @param appended hears the position of each commit, of whatever process */
    ChangeWake(LogCollections collections, Pulse pulse, Runnable opened, LongConsumer appended) {
        this.collections = collections;
        this.pulse = pulse;
        this.opened = opened;
        this.appended = appended;
        this.thread = Thread.ofVirtual().name("annals-change-wake").start(this::run);
    }

    private void run() {
        try {
            while (!closed) {
                watchUntilItBreaks();
                Pause pause = new Pause(() -> closed);
                do {
                    pause.more();
                } while (pulse.fast());
            }
        } catch (InterruptedException e) {
            log.debug("No more waking: {}", e.getMessage());
        }
    }

    private void watchUntilItBreaks() {
        try {
            watch();
        } catch (MongoCommandException e) {
            if (e.getErrorCode() == UNAUTHORIZED) {
                log.warn("This user lacks the action changeStream on the log: commits of other processes are seen on a"
                        + " timer only.");
                closed = true;
            } else {
                brokeOff(e);
            }
        } catch (MongoException | IllegalStateException e) { // the latter from a client that has been closed
            brokeOff(e);
        }
    }

    private void brokeOff(RuntimeException e) {
        if (!closed) {
            log.info("The change stream broke off, opening another: {}", e.toString());
        }
    }

    private void watch() {
        try (MongoCursor<RawBsonDocument> cursor = collections
                .log()
                .withTimeout(0, TimeUnit.MILLISECONDS)
                .watch(PIPELINE)
                .batchSize(1_000)
                .maxAwaitTime(1, TimeUnit.SECONDS)
                .withDocumentClass(RawBsonDocument.class)
                .cursor()) {
            opened.run();
            while (!closed && !pulse.fast()) {
                BsonDocument change = cursor.tryNext();
                if (change != null) {
                    appended.accept(
                            change.getDocument("documentKey").getNumber("_id").longValue());
                }
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
