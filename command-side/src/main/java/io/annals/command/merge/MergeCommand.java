package io.annals.command.merge;

import io.annals.events.CustomerId;
import io.annals.events.merge.MergeEvent.Pair;
import io.annals.events.merge.MergeRunId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What may be asked about customers that are one. {@code at} is the moment of asking, milliseconds. */
sealed interface MergeCommand {
    Instant at();

    /**
     * Makes two customers one.
     *
     * @param survivor under whose id both are shown, unless somebody has absorbed that one already
     * @param reason in the words of whoever says so, or null
     * @param rule the name of the rule by which it follows, or null
     * @param run that it belongs to, or null
     */
    record MergeCustomers(
            CustomerId survivor,
            CustomerId absorbed,
            @Nullable String reason,
            @Nullable String rule,
            @Nullable MergeRunId run,
            Instant at)
            implements MergeCommand {
        @Override
        public String toString() {
            return "MergeCustomers[" + survivor + ", " + absorbed + "]"; // the reason may be personal
        }
    }

    /** Says what {@link MergeCustomers} would come to at this moment, and records nothing. */
    record TryMerge(MergeCustomers merge) implements MergeCommand {
        @Override
        public Instant at() {
            return merge.at();
        }
    }

    /** {@link MergeCustomers} where nothing is against it; else nothing follows. */
    record MergeByRule(MergeCustomers merge) implements MergeCommand {
        @Override
        public Instant at() {
            return merge.at();
        }
    }

    /**
     * Parts two customers that were made one.
     *
     * @param run only what this run has merged is parted; null for whatever has
     */
    record PartCustomers(
            CustomerId survivor,
            CustomerId absorbed,
            @Nullable MergeRunId run,
            Instant at) implements MergeCommand {}

    /** Begins a run; its pairs are merged one by one behind it. */
    record BeginRun(MergeRunId run, List<Pair> pairs, Instant at) implements MergeCommand {}

    /** Ends a run for good; what it has merged is parted one by one behind it. */
    record UndoRun(MergeRunId run, Instant at) implements MergeCommand {}
}
