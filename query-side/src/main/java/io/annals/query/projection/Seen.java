package io.annals.query.projection;

import io.annals.events.Fact;
import io.annals.events.merge.Links;
import io.annals.events.merge.MergeEvent.Link;
import io.annals.log.RecordedEvent;
import java.util.List;

/**
 * A view and the last event that changed it, or with whom the subject is one.
 *
 * @param position position of that event; 0 when nothing has been seen
 * @param index its place in the commit; -1 when nothing has been seen
 * @param parked whether the subject is set aside: later events are not in the view, until a retry
 * @param links with whom the subject is or was one
 * @param members where it is the view of several who are one, all of them, the subject first; otherwise empty
 */
public record Seen<V>(
        String subject, long position, int index, boolean parked, V view, Links links, List<String> members) {
    /** Of one who never was one with anybody. */
    public Seen(String subject, long position, int index, boolean parked, V view) {
        this(subject, position, index, parked, view, Links.NONE);
    }

    /** What one came to alone. */
    Seen(String subject, long position, int index, boolean parked, V view, Links links) {
        this(subject, position, index, parked, view, links, List.of());
    }

    public static <V> Seen<V> nothing(Fold<V> fold, String subject) {
        return new Seen<>(subject, 0, -1, false, fold.empty(subject));
    }

    /**
     * The view after one more event. An event at or below what it has seen changes nothing, nor does one that is no concern
     * of the fold: the place moves only with the view and the links, so that it does not depend on how events came in batches.
     */
    @SuppressWarnings("ReferenceEquality") // a fold gives back the view itself when nothing changed
    public Seen<V> after(RecordedEvent where, Fact fact, Fold<V> fold) {
        if (has(where)) {
            return this;
        }
        V next = fold.apply(view, where, fact);
        Links then = fact instanceof Link link ? links.after(link) : links;
        return next == view && then == links
                ? this
                : new Seen<>(subject, where.position(), where.index(), parked, next, then);
    }

    /** Who is shown in a view that is read from the stored ones: this subject, and whoever is one with them. */
    public List<String> members() {
        return members.isEmpty() ? List.of(subject) : members;
    }

    boolean has(RecordedEvent event) {
        return event.position() < position || (event.position() == position && event.index() <= index);
    }

    Seen<V> setAside() {
        return new Seen<>(subject, position, index, true, view, links);
    }
}
