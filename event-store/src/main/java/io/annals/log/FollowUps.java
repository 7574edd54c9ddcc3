package io.annals.log;

import io.annals.log.Draft.Written;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What must fail because it may have been built on a commit that was placed and failed after all. The next seq of a failed
 * commit's stream is barred for all that was proposed before the failure had been told; who proposes later knows it.
 */
final class FollowUps {
    private final Map<String, Long> barred = new HashMap<>();
    private final AtomicInteger untold = new AtomicInteger();
    private volatile long toldAt = System.nanoTime();

    /** A draft has failed; if nobody was told that it had a place, nobody has built on it. Appender's thread. */
    void failed(Draft draft) {
        if (draft.announced && !draft.barring) {
            draft.barring = true;
            untold.incrementAndGet();
            for (Written written : draft.written) {
                barred.put(written.stream(), written.last() + 1);
            }
        }
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
        if (draft.barring && untold.decrementAndGet() == 0) {
            toldAt = System.nanoTime();
        }
    }

    private boolean knowing(Draft draft) {
        return untold.get() == 0 && draft.proposedAt - toldAt > 0;
    }
}
