package io.annals.command.decision;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Decisions of this process that may write to the same stream queue up here instead of colliding in the log. A courtesy, not
 * a guard: that is the log's unique index. Streams that share a lane by chance wait for each other and come to no harm.
 */
final class StreamLocks {
    private static final int COUNT = 4096;

    private final List<ReentrantLock> locks =
            IntStream.range(0, COUNT).mapToObj(_ -> new ReentrantLock()).toList();

    /** Waits for its turn in the lanes of all these streams; always in the same order, so that nobody waits in a ring. */
    Turn take(Collection<String> streams) {
        SortedSet<Integer> lanes = lanes(streams);
        lanes.forEach(lane -> locks.get(lane).lock());
        return new Turn(lanes);
    }

    private static SortedSet<Integer> lanes(Collection<String> streams) {
        return streams.stream()
                .map(stream -> Math.floorMod(stream.hashCode(), COUNT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** For the thread that took it. A lane that has been left is not left again. */
    final class Turn {
        private final SortedSet<Integer> held;

        private Turn(SortedSet<Integer> held) {
            this.held = held;
        }

        /** Leaves all lanes but those of these streams. */
        void keepOnly(Collection<String> streams) {
            SortedSet<Integer> kept = lanes(streams);
            held.removeIf(lane -> {
                if (kept.contains(lane)) {
                    return false;
                }
                locks.get(lane).unlock();
                return true;
            });
        }

        void end() {
            keepOnly(List.of());
        }
    }
}
