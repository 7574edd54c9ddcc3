package io.annals.events.definition;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a version is effective.
 *
 * @param to the first moment at which it is no more; null without an end
 */
public record Effective(
        long version, Instant from, @Nullable Instant to) {
    /** For what is effective from the start. */
    public static final Instant ALWAYS = Instant.EPOCH;

    public boolean at(Instant when) {
        return !when.isBefore(from) && (to == null || when.isBefore(to));
    }

    /** The same, ended early: never longer than it was. */
    public Effective until(Instant end) {
        return to != null && to.isBefore(end) ? this : new Effective(version, from, end);
    }

    /** The one that counts at a moment: of several whichever began last, and of those the latest version. */
    public static Optional<Effective> of(Collection<Effective> all, Instant when) {
        return all.stream()
                .filter(one -> one.at(when))
                .max(Comparator.comparing(Effective::from).thenComparingLong(Effective::version));
    }
}
