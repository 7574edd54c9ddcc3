package io.annals.log;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.annals.log.EventLog.Verification;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Recomputes the whole chain from the stored bytes, stretches of it side by side; their seams, and the numbers of the
 * streams, are followed in the order of the log. For one pass.
 */
final class Verifying {
    private static final long REPORT_EVERY = TimeUnit.MILLISECONDS.toNanos(100);

    private final LogCollections collections;
    private final LastSeqs lastSeqs;
    private final ContinuityChecks doubts;
    private byte[] hash = ChainHash.GENESIS.bytes();
    private long at = Long.MIN_VALUE;
    private long position;
    private long events;
    private @Nullable Verification broken;

    Verifying(LogCollections collections) {
        this(collections, new LastSeqs());
    }

    Verifying(LogCollections collections, LastSeqs lastSeqs) {
        this.collections = collections;
        this.lastSeqs = lastSeqs;
        this.doubts = new ContinuityChecks(collections);
    }

    Verification verify(LongConsumer progress) {
        long head = highest();
        long[] told = {System.nanoTime()};
        new Stretches(collections).inOrder(0, head, StretchCheck::of, stretch -> {
            take(stretch);
            if (System.nanoTime() - told[0] > REPORT_EVERY) {
                told[0] = System.nanoTime();
                progress.accept(position);
            }
            return broken == null;
        });
        Verification found = outcome(head);
        progress.accept(position);
        return found;
    }

    /** The next stretch of the log. */
    void take(StretchCheck stretch) {
        if (stretch.prev.length > 0 && !Arrays.equals(stretch.prev, hash)) {
            breakAt(position + 1, events, StretchCheck.otherPredecessor(position + 1));
        } else if (stretch.prev.length > 0 && stretch.at < at) {
            breakAt(position + 1, events, StretchCheck.backInTime(position + 1));
        } else {
            follow(stretch.runs);
            if (stretch.reached > position) {
                position = stretch.reached;
                hash = stretch.lastHash;
                at = stretch.lastAt;
            }
            if (stretch.broken != null) {
                breakAt(position + 1, events, stretch.broken);
            }
        }
        if (broken == null && doubts.areMany()) {
            settle();
        }
    }

    private void follow(Runs runs) {
        long commit = 0;
        long before = events;
        for (int i = 0; i < runs.size(); i++) {
            if (runs.position(i) != commit) {
                commit = runs.position(i);
                before = events;
            }
            if (!lastSeqs.goesOn(runs.stream(i), runs.first(i), runs.last(i))) {
                doubts.add(commit, before);
            }
            events += runs.last(i) - runs.first(i) + 1;
        }
    }

    /** What is in doubt stands before this break, and so may break first. */
    private void breakAt(long where, long eventsBefore, String reason) {
        settle();
        if (broken == null) {
            broken = new Verification(where - 1, eventsBefore, where, reason);
        }
    }

    private void settle() {
        ContinuityChecks.Breach breach = doubts.settle();
        if (breach != null) {
            broken = new Verification(breach.position() - 1, breach.eventsBefore(), breach.position(), breach.reason());
        }
    }

    /** What has been found to be wrong so far. */
    @Nullable
    Verification broken() {
        return broken;
    }

    /** What was found, when the whole log has been taken. */
    Verification outcome(long head) {
        if (broken == null) {
            settle();
        }
        if (broken == null) {
            lookOutside(head);
        }
        return broken == null ? new Verification(head, events, null, null) : broken;
    }

    /** The highest position, whatever else somebody may have put into the collection. */
    private long highest() {
        RawBsonDocument raw = collections
                .log()
                .find(Filters.gte("_id", 1L))
                .projection(Projections.include("_id"))
                .sort(Sorts.descending("_id"))
                .first();
        return raw == null ? 0 : raw.getNumber("_id").longValue();
    }

    private void lookOutside(long head) {
        RawBsonDocument stranger = collections
                .log()
                .find(Filters.or(Filters.lt("_id", 1L), Filters.not(Filters.type("_id", "number"))))
                .projection(Projections.include("_id"))
                .first();
        if (stranger != null) {
            breakAt(head + 1, events, "a document with _id " + stranger.get("_id") + " stands outside all positions");
        }
    }
}
