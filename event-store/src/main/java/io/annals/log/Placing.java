package io.annals.log;

import io.annals.log.Draft.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of the drafts in hand may follow the head, as the log and the drafts placed before them stand. It guards
 * what the unique index does not: gaps in a stream, and expectations about streams that are only read.
 */
final class Placing {
    private final StreamHeads heads;
    private final Map<String, Long> placedLast = new HashMap<>();
    private final List<Draft> accepted = new ArrayList<>();
    private final Map<Draft, RuntimeException> refused = new LinkedHashMap<>();
    private final FollowUps followUps;
    private final FollowUps refusedHere = new FollowUps();

    private Placing(StreamHeads heads, FollowUps followUps) {
        this.heads = heads;
        this.followUps = followUps;
    }

    static Placing of(List<Draft> drafts, StreamHeads heads, FollowUps followUps) {
        Placing placing = new Placing(heads, followUps);
        drafts.forEach(placing::place);
        return placing;
    }

    List<Draft> accepted() {
        return accepted;
    }

    /** Why each of the others was not. */
    Map<Draft, RuntimeException> refused() {
        return refused;
    }

    private void place(Draft draft) {
        RuntimeException objection = objection(draft);
        if (objection == null) {
            for (Written written : draft.written) {
                placedLast.put(written.stream(), written.last());
            }
            accepted.add(draft);
        } else {
            refusedHere.failed(draft);
            refused.put(draft, objection);
        }
    }

    private @Nullable RuntimeException objection(Draft draft) {
        if (followUps.bar(draft) || refusedHere.bar(draft)) {
            Written first = draft.written.getFirst();
            return new StreamConflict(first.stream(), first.first());
        }
        for (Map.Entry<String, Long> expectation : draft.expectations.entrySet()) {
            String stream = expectation.getKey();
            long expected = expectation.getValue();
            long last = last(stream);
            if (last > expected || barred(draft, stream, expected + 1)) {
                return new StreamConflict(stream, expected + 1);
            }
            if (last < expected) {
                return new CommitRefused(
                        "stream " + stream + " is expected to end with " + expected + " but ends with " + last);
            }
        }
        for (Written written : draft.written) {
            String stream = written.stream();
            long last = last(stream);
            if (written.first() <= last || barred(draft, stream, written.first())) {
                return new StreamConflict(stream, written.first());
            }
            if (written.first() > last + 1) {
                return new CommitRefused("stream " + stream + " would get a gap: it ends with " + last + ", not "
                        + (written.first() - 1));
            }
        }
        return null;
    }

    private boolean barred(Draft draft, String stream, long seq) {
        return followUps.bar(draft, stream, seq) || refusedHere.bar(draft, stream, seq);
    }

    /** A stream that nobody knows is taken for empty: only drafts that begin one come here unlearned, and the index guards those. */
    private long last(String stream) {
        Long placed = placedLast.get(stream);
        if (placed != null) {
            return placed;
        }
        Long known = heads.of(stream);
        return known == null ? StreamHeads.EMPTY : known;
    }
}
