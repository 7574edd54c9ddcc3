package io.annals.log;

import com.mongodb.MongoException;
import io.annals.log.Chunks.Chunk;
import io.annals.log.EventLog.Place;
import io.annals.log.EventLog.Tail;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tail: far behind it reads the log for itself, ahead of its caller; near the head it takes what the process's one follower
 * holds. In both it checks that what it hands out follows what it handed out before.
 */
final class FollowingTail implements Tail {
    private static final Logger log = LoggerFactory.getLogger(FollowingTail.class);

    private final LogCollections collections;
    private final Follower follower;
    private final Semaphore signal = new Semaphore(0);
    private final Runnable listener = this::signalled;
    private volatile Runnable wake = () -> {};
    private volatile boolean closed;
    private boolean standing;
    private Place place;
    private volatile @Nullable ReadAhead<Commit> ahead;
    private List<Commit> chunk = List.of();

    FollowingTail(LogCollections collections, Follower follower, Place after) {
        this.collections = collections;
        this.follower = follower;
        this.place = after;
        follower.listen(listener);
    }

    private void signalled() {
        if (signal.availablePermits() == 0) {
            signal.release();
        }
        try {
            wake.run();
        } catch (RuntimeException e) { // it runs on threads that all others need
            log.error("A tail's listener failed", e);
        }
    }

    @Override
    public List<Commit> poll(int max, Duration wait) throws InterruptedException {
        long until = System.nanoTime() + wait.toNanos();
        while (!closed) {
            signal.drainPermits();
            List<Commit> next = next(max);
            if (!next.isEmpty()) {
                Commit last = next.getLast();
                place = new Place(last.position(), last.hash());
                return next;
            }
            long left = until - System.nanoTime();
            if (left <= 0) {
                return next;
            }
            long nap = standing ? left : Math.min(left, TimeUnit.MILLISECONDS.toNanos(50));
            if (signal.tryAcquire(nap, TimeUnit.NANOSECONDS)) {
                signal.drainPermits();
            }
        }
        return List.of();
    }

    private List<Commit> next(int max) {
        try {
            if (!standing && !stand()) {
                return List.of();
            }
            if (!chunk.isEmpty() || ahead != null) {
                List<Commit> read = fromAhead(max);
                if (!read.isEmpty() || ahead != null) {
                    return read;
                }
            }
            List<Commit> held = follower.after(place, max);
            if (held != null) {
                return held;
            }
            readAhead();
            return ahead == null ? List.of() : fromAhead(max);
        } catch (MongoException e) {
            throw new LogUnavailable("the log cannot be read after " + place.position(), e);
        }
    }

    /** Finds the place on the log before anything is read from there; false while the majority does not yet see it. */
    private boolean stand() {
        Place found = PlaceCheck.on(collections, place);
        if (found != null) {
            place = found;
            standing = true;
        }
        return standing;
    }

    private void readAhead() {
        StoredCommit last = collections.last();
        if (last != null && last.position() > place.position()) {
            ahead = new ReadAhead<>(collections, place, last.position(), StoredCommit::decoded, listener);
        }
    }

    private List<Commit> fromAhead(int max) {
        while (chunk.isEmpty() && ahead != null) {
            Chunk<Commit> next = ahead.poll();
            if (next == null) {
                return List.of();
            }
            chunk = next.items();
            if (next.last()) {
                ahead = null;
            }
            if (next.failure() != null) {
                throw next.failure();
            }
        }
        List<Commit> some = chunk.subList(0, Math.min(max, chunk.size()));
        chunk = chunk.subList(some.size(), chunk.size());
        return some;
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public void onAvailable(Runnable wake) {
        this.wake = Objects.requireNonNull(wake);
        wake.run();
    }

    @Override
    public void close() {
        closed = true;
        follower.leave(listener);
        ReadAhead<Commit> reading = ahead;
        if (reading != null) {
            reading.close();
        }
        signalled();
    }
}
