package io.annals.log;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCursor;
import io.annals.log.EventLog.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log once for all tails of a process. Own commits come to it from the appender when they are durable; those of
 * others it reads when woken, and on a timer in any case. It never passes over anything: at a gap or a broken chain it
 * stops, and with it every tail.
 */
final class Follower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Follower.class);
    private static final int MOST_AT_ONCE = 2_000;

    private final LogCollections collections;
    private final Duration poll;
    private final Ring ring = new Ring();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Semaphore look = new Semaphore(0);
    private final Thread thread;
    private final ChangeWake changes;
    private volatile @Nullable LogBroken broken;
    private volatile boolean closed;

    Follower(LogCollections collections, Duration poll) {
        this.collections = collections;
        this.poll = poll;
        this.thread = Thread.ofPlatform().daemon().name("annals-follower").start(this::run);
        this.changes = new ChangeWake(collections, this::wake);
    }

    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void leave(Runnable listener) {
        listeners.remove(listener);
    }

    boolean hasListeners() {
        return !listeners.isEmpty();
    }

    @Nullable
    LogBroken broken() {
        return broken;
    }

    /** As {@link Ring#after}. When the ring's end is reached and the log is broken there, that is thrown. */
    @Nullable
    List<Commit> after(Place place, int max) {
        LogBroken stopped = broken;
        List<Commit> commits = ring.after(place, max);
        if (stopped != null && (commits == null || commits.isEmpty())) {
            throw stopped;
        }
        return commits;
    }

    /** Own commits that have become durable. */
    void recorded(Place before, List<Ring.Entry> commits) {
        try {
            if (ring.add(before, commits)) {
                tellAll();
            } else {
                wake();
            }
        } catch (LogBroken e) {
            breakWith(e);
        }
    }

    /** There may be something new. */
    void wake() {
        if (look.availablePermits() == 0) {
            look.release();
        }
    }

    private void run() {
        while (!closed && broken == null) {
            try {
                if (ring.end() == null) {
                    begin();
                }
                boolean more = readOn();
                if (!more && look.tryAcquire(poll.toMillis(), TimeUnit.MILLISECONDS)) {
                    look.drainPermits();
                }
            } catch (MongoException e) {
                if (closed) {
                    return;
                }
                log.info("Following the log broke off, trying again: {}", e.toString());
                pause();
            } catch (LogBroken e) {
                breakWith(e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void begin() {
        StoredCommit last = collections.last();
        ring.beginAfter(last == null ? Place.BEGINNING : new Place(last.position(), last.hash()));
        tellAll();
    }

    /** Reads what is new; answers whether there may be more. */
    private boolean readOn() {
        Place end = Objects.requireNonNull(ring.end());
        Chain chain = new Chain(end.position(), Objects.requireNonNull(end.hash()));
        List<Ring.Entry> entries = new ArrayList<>();
        LogBroken found = null;
        int read = 0;
        try (MongoCursor<RawBsonDocument> cursor = collections
                .between(end.position(), Long.MAX_VALUE)
                .limit(MOST_AT_ONCE)
                .batchSize(MOST_AT_ONCE)
                .iterator()) {
            while (cursor.hasNext()) {
                StoredCommit commit = StoredCommit.of(cursor.next());
                chain.follow(commit);
                entries.add(new Ring.Entry(commit.decoded(), commit.bytes().length));
                read++;
            }
        } catch (LogBroken e) {
            found = e;
        }
        if (!entries.isEmpty() && ring.add(end, entries)) {
            tellAll();
        }
        if (found != null) {
            throw found;
        }
        return read == MOST_AT_ONCE;
    }

    private void pause() {
        try {
            if (look.tryAcquire(200, TimeUnit.MILLISECONDS)) {
                look.drainPermits();
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void breakWith(LogBroken e) {
        log.error("The log is broken; all readers stop: {}", e.getMessage());
        broken = e;
        tellAll();
    }

    private void tellAll() {
        for (Runnable listener : listeners) {
            listener.run();
        }
    }

    @Override
    public void close() {
        closed = true;
        changes.close();
        thread.interrupt();
        tellAll();
    }
}
