package io.annals.query.projection;

import java.util.stream.IntStream;

/** Where it is noted how far a reader is. */
interface Progress {
    /**
     * That all views of a segment reflect a position.
     *
     * @throws RuntimeException when this reader no longer counts
     */
    void reached(int segment, long position);

    /** That there are these segments, also such as nobody claims. */
    default void begins(IntStream segments) {}

    /** Of one generation that is read for by itself. */
    record Alone(ProgressStore store, String projection, int generation) implements Progress {
        @Override
        public void reached(int segment, long position) {
            store.reached(projection, generation, segment, position);
        }

        @Override
        public void begins(IntStream segments) {
            segments.forEach(segment -> reached(segment, 0));
        }
    }

    /** Of the group, as long as it is as it was when the reader began. */
    record Grouped(GroupStore store, long epoch) implements Progress {
        @Override
        public void reached(int segment, long position) {
            if (!store.reached(epoch, segment, position)) {
                throw new IllegalStateException("the group of projections has changed");
            }
        }
    }
}
