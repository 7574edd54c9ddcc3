package io.annals.events;

import java.time.Instant;

/** Something that happened, told of one customer. */
public interface Fact {
    /**
     * The customer whom the fact is about: the subject under which it is found, replayed, exported and erased. A fact about
     * two customers is two facts in one commit.
     */
    CustomerId customer();

    /** When it happened, by the clock of whoever saw it; milliseconds. When it was recorded is the commit's own time. */
    Instant occurredAt();
}
