package io.annals.query.timeline;

import io.annals.log.RecordedEvent;
import java.time.Instant;
import java.util.Comparator;

/** A place in a timeline: by when it happened, then by place in the log, so that a late contact comes where it belongs. */
record Place(Instant occurredAt, long position, int index) implements Comparable<Place> {
    private static final Comparator<Place> ORDER = Comparator.comparing(Place::occurredAt)
            .thenComparingLong(Place::position)
            .thenComparingInt(Place::index);

    static Place of(TimelineEntry entry) {
        return new Place(entry.occurredAt(), entry.position(), entry.index());
    }

    static Place of(RecordedEvent where) {
        return new Place(where.event().occurredAt(), where.position(), where.index());
    }

    /** The place right after everything that happened up to and including this instant. */
    static Place after(Instant instant) {
        return new Place(instant, Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** Earlier first. */
    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
