package io.annals.query.live;

import io.annals.log.Event;
import io.annals.query.timeline.TimelineEntry;
import java.util.List;

/**
 * A topic, and of whom it tells where it is that of a customer.
 *
 * @param members who is one with the customer, the survivor first; empty for other topics
 */
record Watched(Topic topic, List<String> members) {
    /** A topic that tells of no customer, or of one alone. */
    static Watched alone(Topic topic) {
        return new Watched(topic, topic instanceof Topic.Customer(String subject) ? List.of(subject) : List.of());
    }

    boolean shows(TimelineEntry entry) {
        return isOfSeveral()
                ? entry.customer() != null && members.contains(entry.customer().toString())
                : topic.shows(entry);
    }

    /** Whether an event is worth decoding for this: told by what needs no decoding. */
    boolean mayShow(Event event) {
        return isOfSeveral() ? event.subject() != null && members.contains(event.subject()) : topic.mayShow(event);
    }

    private boolean isOfSeveral() {
        return members.size() > 1;
    }
}
