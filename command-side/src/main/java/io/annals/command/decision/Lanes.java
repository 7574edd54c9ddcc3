package io.annals.command.decision;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * Decisions of this process that may write to the same stream queue up here instead of colliding in the log. A courtesy, not
 * a guard: that is the log's unique index. Streams that share a lane by chance wait for each other and come to no harm.
 */
final class Lanes {
    private static final int COUNT = 4096;

    private final List<ReentrantLock> locks =
            IntStream.range(0, COUNT).mapToObj(_ -> new ReentrantLock()).toList();

    /** Waits for its turn in the lanes of all these streams; always in the same order, so that nobody waits in a ring. */
    Turn take(Collection<String> streams) {
        List<ReentrantLock> own = streams.stream()
                .mapToInt(stream -> Math.floorMod(stream.hashCode(), COUNT))
                .distinct()
                .sorted()
                .mapToObj(locks::get)
                .toList();
        own.forEach(ReentrantLock::lock);
        return new Turn(own);
    }

    /** To be ended on the thread that took it; ending it twice does nothing. */
    static final class Turn {
        private List<ReentrantLock> held;

        private Turn(List<ReentrantLock> held) {
            this.held = held;
        }

        void end() {
            held.forEach(ReentrantLock::unlock);
            held = List.of();
        }
    }
}
