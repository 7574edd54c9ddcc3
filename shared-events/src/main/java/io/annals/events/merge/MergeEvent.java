package io.annals.events.merge;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.Personal;
import io.annals.events.PublicName;
import io.annals.events.TellsOf;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The families of the streams {@code merge-<customer>} and {@code merge-run-<run>}. */
@TellsOf(Field.NOTES)
public sealed interface MergeEvent extends Fact {
    /** Two customers become one, or part: told of both in one commit, by a fact each. */
    sealed interface Link extends MergeEvent {
        @Override
        CustomerId customer();

        /** The other of the two. */
        CustomerId other();

        /** Whether this customer is the one under whose id both are shown. */
        @Open
        boolean survives();

        /** The run that it belongs to, or null where it was done by itself. */
        @Nullable
        MergeRunId run();

        @Override
        default String stream() {
            return streamOf(customer());
        }
    }

    /** A run of many merges begins, or is undone; about nobody in particular. */
    sealed interface Run extends MergeEvent {
        MergeRunId run();

        @Override
        default @Nullable CustomerId customer() {
            return null;
        }

        @Override
        default String subjectId() {
            return run().stream();
        }

        @Override
        default String stream() {
            return run().stream();
        }
    }

    /** The stream that says with whom a customer is one. */
    static String streamOf(CustomerId customer) {
        return "merge-" + Objects.requireNonNull(customer);
    }

    /**
     * From now on the two are one, and whoever is one with either of them.
     *
     * @param reason in the words of whoever said so, or null
     * @param rule the name of the rule by which it followed, or null where somebody said so
     */
    @PublicName("merge.CustomersMerged")
    record CustomersMerged(
            CustomerId customer,
            CustomerId other,
            boolean survives,
            @TellsOf(Field.TEXTS) @Nullable Personal<String> reason,
            @Open @Nullable String rule,
            @Nullable MergeRunId run,
            Instant occurredAt)
            implements Link {}

    /**
     * They are two again; who came to either of them stays with that one.
     *
     * @param reason in the words of whoever said so, or null
     */
    @PublicName("merge.CustomersParted")
    record CustomersParted(
            CustomerId customer,
            CustomerId other,
            boolean survives,
            @TellsOf(Field.TEXTS) @Nullable Personal<String> reason,
            @Nullable MergeRunId run,
            Instant occurredAt)
            implements Link {}

    /** Two customers that a run makes one. */
    @Open
    record Pair(CustomerId survivor, CustomerId absorbed) {}

    /**
     * Many are to be merged; each merge is a commit of its own, and says why.
     *
     * @param pairs in the order in which they are merged
     */
    @PublicName("merge.MergeRunBegun")
    record MergeRunBegun(MergeRunId run, List<Pair> pairs, Instant occurredAt) implements Run {}

    /** Nothing is merged in this run any more, and what was is parted. */
    @PublicName("merge.MergeRunUndone")
    record MergeRunUndone(MergeRunId run, Instant occurredAt) implements Run {}
}
