package io.annals.events.duplicate;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Field;
import io.annals.events.PublicName;
import io.annals.events.TellsOf;
import java.time.Instant;

/** The family of the streams {@code duplicate-<customer>}: told of both of two customers in one commit, by a fact each. */
@TellsOf(Field.NOTES)
public sealed interface DuplicateEvent extends Fact {
    @Override
    CustomerId customer();

    /** The other of the two. */
    CustomerId other();

    @Override
    default String stream() {
        return streamOf(customer());
    }

    /** The stream that says with whom a customer is not the same. */
    static String streamOf(CustomerId customer) {
        return "duplicate-" + customer;
    }

    /** Somebody has looked and says that the two are not the same, whatever they have in common. */
    @PublicName("duplicate.CustomersDistinguished")
    record CustomersDistinguished(CustomerId customer, CustomerId other, Instant occurredAt)
            implements DuplicateEvent {}

    /** That was said too early: they may be the same after all. */
    @PublicName("duplicate.DistinctionWithdrawn")
    record DistinctionWithdrawn(CustomerId customer, CustomerId other, Instant occurredAt) implements DuplicateEvent {}
}
