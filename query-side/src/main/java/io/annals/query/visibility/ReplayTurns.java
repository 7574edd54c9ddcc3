package io.annals.query.visibility;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.annals.edge.Actor;
import io.annals.edge.Limits;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * History is read and encoded for one actor one piece after another, in the order in which they asked, however many sockets and
 * followers of theirs want it; and as long as others ask for something, each piece is followed by a rest several times as long as
 * it took. Nobody takes the processor from all others by asking for everything a hundred times. Thread safe.
 */
public final class ReplayTurns {
    /** How many times as long as a piece took: one actor's history takes a quarter of a core while others ask. */
    private static final int REST = 3;

    /** A piece that had to wait for something itself is not followed by a rest of minutes. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(1);

    private final Limits limits;
    private final Cache<String, Turn> byActor =
            Caffeine.newBuilder().weakValues().build();

    ReplayTurns(Limits limits) {
        this.limits = limits;
    }

    /** The same for an actor's name as long as anybody holds it: keep it while there may be something to read. */
    public Turn of(Actor actor) {
        return byActor.get(actor.name(), _ -> new Turn(actor));
    }

    /** One actor's turn. */
    public final class Turn {
        private final Actor actor;
        private final ReentrantLock lock = new ReentrantLock(true);
        private long restedAt = System.nanoTime();

        private Turn(Actor actor) {
            this.actor = actor;
        }

        /** A piece of history, read and encoded when it is its turn; waits for those before it, and for the rest. */
        public <T> T piece(Supplier<T> read) {
            lock.lock();
            try {
                rest();
                long begun = System.nanoTime();
                T result = read.get();
                long took = System.nanoTime() - begun;
                restedAt = begun + took + Math.min(REST * took, LONGEST_REST.toNanos());
                return result;
            } finally {
                lock.unlock();
            }
        }

        /** What has just come, encoded when it is its turn; it waits for no rest, and is followed by none. */
        public <T> T news(Supplier<T> encode) {
            lock.lock();
            try {
                return encode.get();
            } finally {
                lock.unlock();
            }
        }

        private void rest() {
            long left = restedAt - System.nanoTime();
            while (left > 0
                    && limits.othersAsk(actor)
                    && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(left);
                left = restedAt - System.nanoTime();
            }
        }
    }
}
