package io.annals.log;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one thread hands to the next in order, a few chunks at most being on their way: one at first, and one more with each that
 * is taken, so that nothing is read far ahead of somebody who wants little of it.
 */
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

    private final BlockingQueue<Chunk<T>> queue = new LinkedBlockingQueue<>();
    private final Semaphore room = new Semaphore(1);
    private final int most;
    private int places = 1; // of the thread that takes
    private volatile boolean closed;

    /** @param most how many are on their way at last */
    Chunks(int most) {
        this.most = most;
    }

    /** Waits for room; once closed nothing is handed on. */
    void put(Chunk<T> chunk) throws InterruptedException {
        boolean taken = false;
        while (!closed && !taken) {
            taken = room.tryAcquire(1, TimeUnit.SECONDS) && queue.add(chunk);
        }
    }

    /** The next chunk, waiting for it. Not to be called again after the last. */
    Chunk<T> take() throws InterruptedException {
        Chunk<T> chunk = queue.take();
        makeRoom();
        return chunk;
    }

    /** The next chunk if it is there already. */
    @Nullable
    Chunk<T> poll() {
        Chunk<T> chunk = queue.poll();
        if (chunk != null) {
            makeRoom();
        }
        return chunk;
    }

    private void makeRoom() {
        boolean further = places < most;
        if (further) {
            places++;
        }
        room.release(further ? 2 : 1);
    }

    boolean closed() {
        return closed;
    }

    void close() {
        closed = true;
    }
}
