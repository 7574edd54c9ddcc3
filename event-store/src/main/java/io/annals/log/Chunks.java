package io.annals.log;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What one thread hands to the next in order, a few chunks at most being on their way. */
final class Chunks<T> {
    /** Some in order; the last chunk carries why there is no more: the end, or what went wrong. */
    record Chunk<T>(List<T> items, boolean last, @Nullable RuntimeException failure) {
        static <T> Chunk<T> of(List<T> items) {
            return new Chunk<>(items, false, null);
        }

        static <T> Chunk<T> end(@Nullable RuntimeException failure) {
            return new Chunk<>(List.of(), true, failure);
        }
    }

    private final ArrayBlockingQueue<Chunk<T>> queue;
    private volatile boolean closed;

    Chunks(int most) {
        queue = new ArrayBlockingQueue<>(most);
    }

    /** Waits for room; once closed nothing is handed on. */
    void put(Chunk<T> chunk) throws InterruptedException {
        boolean taken = false;
        while (!closed && !taken) {
            taken = queue.offer(chunk, 1, TimeUnit.SECONDS);
        }
    }

    /** The next chunk, waiting for it. Not to be called again after the last. */
    Chunk<T> take() throws InterruptedException {
        return queue.take();
    }

    /** The next chunk if it is there already. */
    @Nullable
    Chunk<T> poll() {
        return queue.poll();
    }

    boolean closed() {
        return closed;
    }

    void close() {
        closed = true;
    }
}
