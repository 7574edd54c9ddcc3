package io.annals.log;

import io.annals.log.Draft.Written;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What must fail because it was built on a commit that failed. A draft may say what it builds on. Where it does not, the next
 * seq of a failed commit's stream is barred for all that was proposed after the commit was placed and before its failure had
 * been told.
 */
final class FollowUps {
    private final Map<String, Long> barred = new HashMap<>();
    private final Set<CompletableFuture<Long>> failing = ConcurrentHashMap.newKeySet();
    private final AtomicInteger untold = new AtomicInteger();
    private volatile long toldAt = System.nanoTime();

    /** A draft has failed. Appender's thread. */
    void failed(Draft draft) {
        if (failing.add(draft.durable) && draft.announced) {
            untold.incrementAndGet();
            for (Written written : draft.written) {
                barred.put(written.stream(), written.last() + 1);
            }
        }
    }

    /** Whether what the draft says it builds on has failed. Appender's thread. */
    boolean bar(Draft draft) {
        CompletableFuture<Long> base = draft.buildsOn;
        return base != null && (failing.contains(base) || base.isCompletedExceptionally());
    }

    /** Whether the draft, going on at this place, may be built on what failed. Appender's thread. */
    boolean bar(Draft draft, String stream, long seq) {
        Long next = barred.get(stream);
        return next != null && next == seq && !knowing(draft);
    }

    /** Forgets what none of these, nor any later one, can have been built on. Appender's thread. */
    void settleWith(List<Draft> drafts) {
        if (!barred.isEmpty() && drafts.stream().allMatch(this::knowing)) {
            barred.clear();
        }
    }

    /** The draft's caller has heard. */
    void told(Draft draft) {
        if (failing.remove(draft.durable) && draft.announced) {
            toldAt = System.nanoTime();
            untold.decrementAndGet();
        }
    }

    private boolean knowing(Draft draft) {
        return untold.get() == 0 && draft.proposedAt - toldAt > 0;
    }
}
