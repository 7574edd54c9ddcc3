package io.annals.log;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one thread hands to the next in order, a few chunks at most being on their way: one at first, and one more with each that
 * is taken as long as there is room in what all readers share, so that nothing is read far ahead of somebody who wants little of
 * it, and a hundred readers who do not come on hold little more than ten.
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
    private final Semaphore shared;
    private int borrowed; // places beside the one that everybody has; guarded by this
    private volatile boolean closed;

    /**
     * @param most how many are on their way at last
     * @param shared places beside the first, which are given back with the last chunk or when this is closed
     */
    Chunks(int most, Semaphore shared) {
        this.most = most;
        this.shared = shared;
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
        makeRoom(chunk);
        return chunk;
    }

    /** The next chunk if it is there already. */
    @Nullable
    Chunk<T> poll() {
        Chunk<T> chunk = queue.poll();
        if (chunk != null) {
            makeRoom(chunk);
        }
        return chunk;
    }

    private synchronized void makeRoom(Chunk<T> taken) {
        boolean further = !closed && borrowed < most - 1 && shared.tryAcquire();
        borrowed += further ? 1 : 0;
        room.release(further ? 2 : 1);
        if (taken.last()) {
            giveBack();
        }
    }

    /** Whether more than one is on its way: then chunks may be large. */
    synchronized boolean isWide() {
        return borrowed > 0;
    }

    private synchronized void giveBack() {
        shared.release(borrowed);
        borrowed = 0;
    }

    boolean closed() {
        return closed;
    }

    synchronized void close() {
        closed = true;
        giveBack();
    }
}
