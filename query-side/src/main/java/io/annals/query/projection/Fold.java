package io.annals.query.projection;

import io.annals.events.Fact;
import io.annals.log.RecordedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a view grows with each fact about its subject. Pure: the same facts in the same order make the same view, stored,
 * rebuilt or of the past. It never rejects and never asks a clock.
 *
 * @param <V> the view: an immutable record of plain values
 */
public interface Fold<V> {
    /** The view of a subject of whom nothing is known yet. */
    V empty(String subject);

    /** The view after one more fact; the very view that was given when the fact is no concern of it. */
    V apply(V view, RecordedEvent where, Fact fact);

    /**
     * What is shown of several subjects who are one, while they are. Pure as well, and of the views alone, so that what each came
     * to by itself comes back when they part.
     *
     * @param members at least two: the survivor, then the others in the order in which they came
     * @return the survivor's own, where a fold says nothing else
     */
    default V combined(List<Seen<V>> members) {
        return members.getFirst().view();
    }

    /**
     * What this fact leaves beside the view, in a projection that keeps {@link Rows}; asked only where the fact has changed
     * the view, so that a fact seen twice leaves one row.
     *
     * @param before the view as it was before the fact
     */
    default @Nullable Record row(V before, RecordedEvent where, Fact fact) {
        return null;
    }
}
