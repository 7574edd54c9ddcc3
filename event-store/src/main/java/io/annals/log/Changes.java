package io.annals.log;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.annals.log.Pulse.Wanted;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the follower that another process has appended, and what, when it is worth its price ({@link Pulse.Wanted}). No resume
 * token is kept: after each opening the follower looks once for itself, so whatever was missed costs nothing.
 */
final class Changes implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Changes.class);
    private static final int UNAUTHORIZED = 13;
    private static final String KEY = "documentKey";
    private static final String WHOLE = "fullDocument";

    /** What the follower hears. */
    interface Hearing {
        /** What is appended from now on will be told. */
        void opened();

        /**
         * There is a commit at this position, of whatever process.
         *
         * @param commit the commit itself, where that is told
         */
        void appended(long position, @Nullable RawBsonDocument commit);
    }

    private final LogCollections collections;
    private final Pulse pulse;
    private final Hearing follower;
    private final Thread thread;
    private volatile boolean closed;
    private volatile boolean carries;

    Changes(LogCollections collections, Pulse pulse, Hearing follower) {
        this.collections = collections;
        this.pulse = pulse;
        this.follower = follower;
        this.thread = Thread.ofVirtual().name("annals-changes").start(this::run);
    }

    /** Whether whole commits are being told: there is no need to look, but in any case. */
    boolean carries() {
        return carries;
    }

    private void run() {
        try {
            while (!closed) {
                watchUntilItBreaks();
                Pause pause = new Pause(() -> closed);
                do {
                    pause.more();
                } while (pulse.wanted() == Wanted.NOTHING);
            }
        } catch (InterruptedException e) {
            log.debug("No more is told: {}", e.getMessage());
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

    /** For as long as the same is wanted. */
    private void watch() {
        Wanted wanted = pulse.wanted();
        boolean whole = wanted == Wanted.COMMITS;
        try (MongoCursor<RawBsonDocument> cursor = opened(whole)) {
            carries = whole;
            follower.opened();
            while (!closed && pulse.wanted() == wanted) {
                RawBsonDocument change = cursor.tryNext();
                if (change != null) {
                    follower.appended(
                            change.getDocument(KEY).getNumber("_id").longValue(),
                            whole ? (RawBsonDocument) change.getDocument(WHOLE) : null);
                }
            }
        } finally {
            carries = false;
        }
    }

    private MongoCursor<RawBsonDocument> opened(boolean whole) {
        return collections
                .log()
                .withTimeout(0, TimeUnit.MILLISECONDS)
                .watch(List.of(
                        Aggregates.match(Filters.eq("operationType", "insert")),
                        Aggregates.project(Projections.include(whole ? List.of(KEY, WHOLE) : List.of(KEY)))))
                .batchSize(1_000)
                .maxAwaitTime(1, TimeUnit.SECONDS)
                .withDocumentClass(RawBsonDocument.class)
                .cursor();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
