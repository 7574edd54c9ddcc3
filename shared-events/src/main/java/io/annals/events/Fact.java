package io.annals.events;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something that happened, told of one customer, or of nobody in particular where its family says so. */
public interface Fact {
    /** The customer whom the fact is about. A fact about two customers is two facts in one commit. */
    @Nullable
    CustomerId customer();

    /**
     * Under what the fact is found, replayed, exported and erased, and whose key closes what is personal in it: the
     * customer's id. A family that tells of nobody in particular names something else, which is no UUID.
     */
    default String subjectId() {
        return Objects.requireNonNull(customer(), "a fact about nobody in particular names its subject")
                .toString();
    }

    /**
     * The stream that it belongs to: the fact itself says it, so that no decider can get it wrong. What would tell something
     * of a person stands in a stream's name only as a keyed hash.
     */
    String stream();

    /** When it happened, by the clock of whoever saw it; milliseconds. When it was recorded is the commit's own time. */
    @Open
    Instant occurredAt();
}
