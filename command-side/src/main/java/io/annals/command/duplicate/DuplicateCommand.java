package io.annals.command.duplicate;

import io.annals.events.CustomerId;
import java.time.Instant;

/** What may be said of two customers who look alike. {@code at} is the moment of asking, milliseconds. */
sealed interface DuplicateCommand {
    CustomerId customer();

    CustomerId other();

    Instant at();

    /** They are not the same. */
    record Distinguish(CustomerId customer, CustomerId other, Instant at) implements DuplicateCommand {}

    /** They may be the same after all. */
    record WithdrawDistinction(CustomerId customer, CustomerId other, Instant at) implements DuplicateCommand {}
}
