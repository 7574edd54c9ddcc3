package io.annals.query.projection;

import io.annals.events.Fact;
import io.annals.log.RecordedEvent;

/**
 * A view and the last event that changed it.
 *
 * @param position position of that event; 0 when nothing has been seen
 * @param index its place in the commit; -1 when nothing has been seen
 * @param parked whether the subject is set aside: later events are not in the view, until a retry
 */
public record Seen<V>(String subject, long position, int index, boolean parked, V view) {
    public static <V> Seen<V> nothing(Fold<V> fold, String subject) {
        return new Seen<>(subject, 0, -1, false, fold.empty(subject));
    }

    /**
     * The view after one more event. An event at or below what it has seen changes nothing, nor does one that is no concern
     * of the fold: the place moves only with the view, so that it does not depend on how events came in batches.
     */
    @SuppressWarnings("ReferenceEquality") // a fold gives back the view itself when nothing changed
    public Seen<V> after(RecordedEvent where, Fact fact, Fold<V> fold) {
        if (has(where)) {
            return this;
        }
        V next = fold.apply(view, where, fact);
        return next == view ? this : new Seen<>(subject, where.position(), where.index(), parked, next);
    }

    boolean has(RecordedEvent event) {
        return event.position() < position || (event.position() == position && event.index() <= index);
    }

    Seen<V> setAside() {
        return new Seen<>(subject, position, index, true, view);
    }
}
