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
 * Follows the log once for all tails of a process, while there are any. Own commits come to it from the appender when they are
 * durable; those of others it reads when woken, and on a timer in any case. It never passes over anything: at a gap or a
 * broken chain it stops, and with it every tail.
 */
final class Follower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Follower.class);
    private static final int MOST_AT_ONCE = 2_000;
    /** While much happens in this process alone: cheaper than a change stream. */
    private static final long FAST_LOOK_MILLIS = 5;
    /** While others append and no change stream carries their commits: half of it is what they wait for, and it costs a twentieth of a core. */
    private static final long PROMPT_LOOK_MILLIS = 2;

    private static final long PAUSE_MILLIS = 200;

    private final LogCollections collections;
    private final long lookMillis;
    private final Ring ring = new Ring();
    private final Pulse pulse = new Pulse();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Semaphore look = new Semaphore(0);
    private final Thread thread;
    private @Nullable Changes changes;
    private volatile boolean ownCame;
    private long sendingTo;
    private long heardWhileSending;
    private volatile @Nullable LogBroken broken;
    private volatile boolean closed;

    Follower(LogCollections collections, Duration poll) {
        this.collections = collections;
        this.lookMillis = Math.max(1, poll.toMillis());
        this.thread = Thread.ofPlatform().daemon().name("annals-follower").start(this::run);
    }

    void listen(Runnable listener) {
        listeners.add(listener);
        wake();
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
            if (take(before, commits) < 0) {
                wake();
            } else {
                ownCame = true;
            }
        } catch (LogBroken e) {
            breakWith(e);
        }
    }

    /** The appender of this process is at work on the positions up to this one; 0: it has ended, and told what it has recorded. */
    synchronized void sending(long upTo) {
        if (upTo == 0 && heardWhileSending > reached()) { // somebody else was there first
            wake();
        }
        sendingTo = upTo;
        heardWhileSending = 0;
    }

    private final class Hearing implements Changes.Hearing {
        @Override
        public void opened() {
            wake();
        }

        @Override
        public void appended(long position, @Nullable RawBsonDocument commit) {
            if (!isLeftToAppender(position) && position > reached() && !(commit != null && isNext(commit))) {
                wake();
            }
        }
    }

    /** One of our own comes from the appender. That it was heard is kept, should it turn out to be of somebody else. */
    private synchronized boolean isLeftToAppender(long position) {
        boolean own = isOwn(position);
        if (own) {
            heardWhileSending = Math.max(heardWhileSending, position);
        }
        return own;
    }

    /** As far as can be told while the appender is at work. */
    private synchronized boolean isOwn(long position) {
        return position <= sendingTo;
    }

    /** Takes the commit if it is the very next one. If not, or it breaks the chain, it is for {@link #readOn} to say so. */
    private boolean isNext(RawBsonDocument raw) {
        Place end = ring.end();
        if (end == null) {
            return false;
        }
        try {
            StoredCommit commit = StoredCommit.of(raw);
            new Chain(end.position(), Objects.requireNonNull(end.hash())).follow(commit);
            return takeUntold(end, List.of(new Ring.Entry(commit.decoded(), commit.bytes().length)));
        } catch (LogBroken e) {
            log.debug("Not taken from the change stream: {}", e.getMessage());
            return false;
        }
    }

    /** What was not told by the appender: of others, but for own ones that were read before they were told. */
    private boolean takeUntold(Place before, List<Ring.Entry> commits) {
        boolean taken = take(before, commits) > 0;
        if (taken && !isOwn(commits.getLast().commit().position())) {
            pulse.beatOfOthers();
        }
        return taken;
    }

    private long reached() {
        Place end = ring.end();
        return end == null ? 0 : end.position();
    }

    /** There may be something new. */
    void wake() {
        if (look.availablePermits() == 0) {
            look.release();
        }
    }

    private void run() {
        try {
            while (!closed && broken == null) {
                try {
                    if (listeners.isEmpty()) {
                        rest();
                    } else if (!follow()) {
                        awaitNews();
                    }
                } catch (MongoException e) {
                    if (!closed) {
                        log.info("Following the log broke off, trying again: {}", e.toString());
                        await(PAUSE_MILLIS);
                    }
                } catch (LogBroken e) {
                    breakWith(e);
                }
            }
        } catch (InterruptedException e) {
            log.debug("The follower ends", e);
        } finally {
            stopChanges();
        }
    }

    /** Nobody listens: nothing is read until somebody does, and then from the head on. */
    private void rest() throws InterruptedException {
        stopChanges();
        ring.forget();
        look.acquire();
    }

    /** Reads what is new; answers whether there may be more. */
    private boolean follow() {
        if (changes == null) {
            changes = new Changes(collections, pulse, new Hearing());
        }
        Place end = ring.end();
        if (end == null) {
            StoredCommit last = collections.last();
            end = last == null ? Place.BEGINNING : new Place(last.position(), last.hash());
            ring.beginAfter(end);
            tellAll();
        }
        return readOn(end);
    }

    private boolean readOn(Place end) {
        Chain chain = new Chain(end.position(), Objects.requireNonNull(end.hash()));
        List<Ring.Entry> entries = new ArrayList<>();
        try (MongoCursor<RawBsonDocument> cursor = collections
                .between(end.position(), Long.MAX_VALUE)
                .limit(MOST_AT_ONCE)
                .batchSize(MOST_AT_ONCE)
                .iterator()) {
            while (cursor.hasNext()) {
                StoredCommit commit = StoredCommit.of(cursor.next());
                chain.follow(commit);
                entries.add(new Ring.Entry(commit.decoded(), commit.bytes().length));
            }
        } finally {
            takeUntold(end, entries);
        }
        return entries.size() == MOST_AT_ONCE;
    }

    private int take(Place before, List<Ring.Entry> commits) {
        int taken = ring.add(before, commits);
        if (taken > 0) {
            pulse.beat(taken);
            tellAll();
        }
        return taken;
    }

    /** Until woken or the time has come to look in any case; own commits that come by themselves put that off. */
    private void awaitNews() throws InterruptedException {
        do {
            ownCame = false;
        } while (!await(untilNextLook()) && ownCame && !closed);
    }

    private long untilNextLook() {
        if (changes != null && changes.carries()) {
            return lookMillis;
        }
        if (pulse.othersAppend()) {
            return PROMPT_LOOK_MILLIS;
        }
        return pulse.fast() ? FAST_LOOK_MILLIS : lookMillis;
    }

    private boolean await(long millis) throws InterruptedException {
        boolean woken = look.tryAcquire(millis, TimeUnit.MILLISECONDS);
        look.drainPermits();
        return woken;
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

    private void stopChanges() {
        if (changes != null) {
            changes.close();
            changes = null;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        tellAll();
    }
}
