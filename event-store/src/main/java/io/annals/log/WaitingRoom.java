package io.annals.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Where drafts wait for their batch: bounded in number and bytes, in order of arrival, each only for so long. */
final class WaitingRoom {
    private static final long MOST_BYTES = 256L << 20;

    private final LinkedBlockingQueue<Draft> queue;
    private final AtomicLong bytes = new AtomicLong();
    private final long patienceNanos;
    private volatile List<Draft> inHand = List.of();
    /** Appender's thread only. */
    private @Nullable Draft first;

    private volatile @Nullable LogUnavailable closed;
    private volatile boolean closingNow;

    WaitingRoom(int places, Duration patience) {
        queue = new LinkedBlockingQueue<>(places);
        patienceNanos = patience.toNanos();
    }

    /** Lets a draft in, or fails it: never makes its caller wait. */
    void enter(Draft draft) {
        LogUnavailable shut = closed;
        if (shut != null) {
            draft.fail(shut);
        } else if (bytes.addAndGet(draft.document.length) > MOST_BYTES || !queue.offer(draft)) {
            bytes.addAndGet(-draft.document.length);
            draft.fail(new LogUnavailable("Too many commits wait for the database; nothing has been recorded."));
        } else if (closed != null) {
            failAll(); // it slipped in while the door was being closed
        }
    }

    /**
     * Blocks until somebody waits.
     *
     * @param turns told when nobody does for a while
     * @return false once closed and empty
     */
    boolean awaitFirst(Turns turns) throws InterruptedException {
        inHand = List.of();
        while (first == null) {
            first = queue.poll(turns.restsAfterMillis(), TimeUnit.MILLISECONDS);
            if (first == null) {
                if (closed != null) {
                    return false;
                }
                turns.rest();
            }
        }
        inHand = List.of(first);
        return true;
    }

    /** All that wait, as far as one batch can hold them. Only after {@link #awaitFirst}. */
    List<Draft> takeBatch() {
        List<Draft> batch = new ArrayList<>();
        long size = 0;
        for (Draft next = first; next != null; next = fitting(batch.size(), size) ? queue.poll() : null) {
            batch.add(next);
            size += perDocument(next);
            bytes.addAndGet(-next.document.length);
        }
        first = null;
        inHand = batch;
        return batch;
    }

    private boolean fitting(int count, long size) {
        Draft next = queue.peek();
        return next != null && count < Batch.MOST_COMMITS && size + perDocument(next) <= Batch.MOST_BYTES;
    }

    /** With its type and its index as name. */
    private static long perDocument(Draft draft) {
        return draft.document.length + 8;
    }

    /** Those who have waited longer than the log's patience and are unanswered. */
    List<Draft> overdue() {
        long now = System.nanoTime();
        List<Draft> overdue = new ArrayList<>();
        for (List<Draft> drafts : List.of(inHand, new ArrayList<>(queue))) {
            for (Draft draft : drafts) {
                if (!draft.answered() && now - draft.proposedAt > patienceNanos) {
                    overdue.add(draft);
                }
            }
        }
        return overdue;
    }

    int waiting() {
        return queue.size();
    }

    /** Lets nobody in any more; those inside are still served, unless nobody serves. */
    void shut(LogUnavailable reason) {
        closed = reason;
    }

    /** Ends everything at once. */
    void close(LogUnavailable reason) {
        closed = reason;
        closingNow = true;
        failAll();
    }

    boolean closingNow() {
        return closingNow;
    }

    private void failAll() {
        if (!closingNow) {
            return;
        }
        LogUnavailable reason = closed;
        if (reason != null) {
            inHand.forEach(draft -> draft.fail(reason));
            for (Draft draft = queue.poll(); draft != null; draft = queue.poll()) {
                draft.fail(reason);
            }
        }
    }
}
