package io.annals.query.timeline;

import io.annals.log.RecordedEvent;
import io.annals.query.projection.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one customer's timeline out of the log, newest first, decoding no more than it shows. */
final class Timeline {
    private static final Comparator<RecordedEvent> NEWEST_FIRST = Comparator.<RecordedEvent, Instant>comparing(
                    where -> where.event().occurredAt())
            .thenComparingLong(RecordedEvent::position)
            .thenComparingInt(RecordedEvent::index)
            .reversed();

    private final History history;

    Timeline(History history) {
        this.history = history;
    }

    /**
     * What is asked for; null where it does not matter.
     *
     * @param from the earliest time of happening, itself included
     * @param to the latest time of happening, itself not included
     * @param after the entry after which the page begins
     */
    record Asked(
            long upTo,
            @Nullable String kind,
            @Nullable String channel,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Place after,
            int limit) {}

    /**
     * @param known whether the customer has any history up to there
     * @param next where the next page begins; null on the last one
     */
    record Pages(
            boolean known,
            List<TimelineEntry> entries,
            @Nullable Place next) {}

    Pages read(String subject, Asked asked) {
        List<RecordedEvent> events = history.events(subject, asked.upTo());
        List<TimelineEntry> entries = new ArrayList<>();
        Place last = null;
        for (RecordedEvent where : events.stream().sorted(NEWEST_FIRST).toList()) {
            if (isBeside(where, asked)) {
                continue;
            }
            TimelineEntry entry = TimelineEntry.of(where, history.fact(where)).orElse(null);
            if (entry == null || !fits(entry, asked)) {
                continue;
            }
            if (entries.size() == asked.limit()) {
                return new Pages(true, entries, last);
            }
            entries.add(entry);
            last = new Place(entry.occurredAt(), entry.position(), entry.index());
        }
        return new Pages(!events.isEmpty(), entries, null);
    }

    private static boolean isBeside(RecordedEvent where, Asked asked) {
        Instant when = where.event().occurredAt();
        Place after = asked.after();
        return (asked.from() != null && when.isBefore(asked.from()))
                || (asked.to() != null && !when.isBefore(asked.to()))
                || (after != null && after.compareTo(new Place(when, where.position(), where.index())) <= 0);
    }

    private static boolean fits(TimelineEntry entry, Asked asked) {
        return (asked.kind() == null || asked.kind().equals(entry.kind()))
                && (asked.channel() == null || asked.channel().equals(entry.channel()));
    }
}
