package io.annals.query.timeline;

import io.annals.log.RecordedEvent;
import io.annals.query.cluster.Clusters;
import io.annals.query.projection.History;
import io.annals.query.projection.Shown;
import io.annals.query.projection.Views;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads pages of one customer's timeline. The rows say which entries a page has, what these say is read from the log; what
 * the rows have not seen yet is read from the log as well, so that a page is never older than the log's head.
 */
final class Timeline {
    private final History history;
    private final Views<TimelineView> views;
    private final TimelinePlaces places;

    Timeline(History history, Views<TimelineView> views) {
        this.history = history;
        this.views = views;
        this.places = new TimelinePlaces(views);
    }

    /**
     * What entries may be in a page; null where it does not matter.
     *
     * @param from the earliest time of happening, itself included
     * @param to the latest time of happening, itself not included
     * @param hidden kinds that there are none of for whoever asks: not in pages, not at their ends, not in their number
     */
    record Asked(
            long upTo,
            @Nullable String kind,
            @Nullable String channel,
            @Nullable Instant from,
            @Nullable Instant to,
            Set<String> hidden) {

        boolean all() {
            return Stream.of(kind, channel, from, to).allMatch(Objects::isNull);
        }

        boolean fits(TimelineEntry entry) {
            return !hidden.contains(entry.kind())
                    && (kind == null || kind.equals(entry.kind()))
                    && (channel == null || channel.equals(entry.channel()))
                    && (from == null || !entry.occurredAt().isBefore(from))
                    && (to == null || entry.occurredAt().isBefore(to));
        }
    }

    /**
     * A page, and where it is left at either end.
     *
     * @param members whose entries they are: of all who were one there, the survivor first
     * @param known whether they have any history up to there
     * @param entries newest first
     * @param older where the page of older entries begins; null when there are none
     * @param newer where the page of newer entries begins; null when there are none
     * @param total how many entries the whole timeline has for whoever asks
     */
    record Stretch(
            List<String> members,
            boolean known,
            List<TimelineEntry> entries,
            @Nullable PageCursor older,
            @Nullable PageCursor newer,
            long total) {}

    /** The newest page, or the one beyond a cursor. */
    Stretch read(String subject, Asked asked, @Nullable PageCursor cursor, int limit) {
        Reading reading = new Reading(subject, asked);
        Place beyond = cursor == null ? null : cursor.beyond();
        if (cursor != null && cursor.newer()) {
            List<Place> found = reading.newer(cursor.beyond(), limit + 1);
            boolean more = found.size() > limit;
            List<Place> page = found.subList(0, Math.min(limit, found.size())).reversed();
            return reading.stretch(page, true, more);
        }
        List<Place> found = reading.older(beyond, limit + 1);
        boolean more = found.size() > limit;
        return reading.stretch(found.subList(0, Math.min(limit, found.size())), more, beyond != null);
    }

    /** A page around an instant: half of it what happened up to then, half of it what happened later. */
    Stretch around(String subject, Asked asked, Instant instant, int limit) {
        Reading reading = new Reading(subject, asked);
        Place then = Place.after(instant);
        int later = limit / 2;
        List<Place> newer = reading.newer(then, later + 1);
        List<Place> older = reading.older(then, limit - later + 1);
        List<Place> page =
                new ArrayList<>(newer.subList(0, Math.min(later, newer.size())).reversed());
        page.addAll(older.subList(0, Math.min(limit - later, older.size())));
        return reading.stretch(page, older.size() > limit - later, newer.size() > later);
    }

    /** One answer: the rows up to where they are, and the log from there on. */
    private final class Reading {
        private final Asked asked;
        private final List<String> members;
        private final long rowsUpTo;
        private final long rowsTold;
        private final boolean erased;
        private final TreeMap<Place, TimelineEntry> tail = new TreeMap<>();
        private int tailTold;
        private boolean recent;

        Reading(String subject, Asked asked) {
            this.asked = asked;
            Optional<Shown<TimelineView>> shown = views.asItIs(subject);
            long kept = shown.map(Shown::position).orElse(0L);
            List<String> then = shown.map(Shown::members).orElse(List.of(subject));
            List<RecordedEvent> later = history.events(then, kept, asked.upTo());
            boolean other = asked.upTo() < kept
                    ? shown.map(Shown::linked).orElse(false)
                    : later.stream().anyMatch(where -> Clusters.isLink(where.event()));
            members = other ? history.members(subject, asked.upTo()) : then;
            boolean same = members.equals(then);
            rowsUpTo = Math.min(asked.upTo(), kept);
            rowsTold = asked.hidden().isEmpty() && same
                    ? shown.map(Shown::view).map(TimelineView::entries).orElse(0L)
                    : places.count(members, kept, asked.hidden());
            erased = shown.map(Shown::view).map(TimelineView::erased).orElse(false);
            read(same ? later : history.events(members, kept, asked.upTo()));
        }

        private void read(List<RecordedEvent> later) {
            for (RecordedEvent where : later) {
                TimelineEntry.of(where, history.fact(where)).ifPresent(entry -> {
                    recent = true;
                    tailTold += asked.hidden().contains(entry.kind()) ? 0 : 1;
                    if (asked.fits(entry)) {
                        tail.put(Place.of(entry), entry);
                    }
                });
            }
        }

        List<Place> older(@Nullable Place beyond, int limit) {
            var recent = beyond == null ? tail : tail.headMap(beyond, false);
            Stream<Place> kept = places.older(members, asked, rowsUpTo, beyond, limit).stream();
            return Stream.concat(kept, recent.descendingKeySet().stream().limit(limit))
                    .sorted(Collections.reverseOrder())
                    .limit(limit)
                    .toList();
        }

        List<Place> newer(Place beyond, int limit) {
            Stream<Place> kept = places.newer(members, asked, rowsUpTo, beyond, limit).stream();
            return Stream.concat(
                            kept, tail.tailMap(beyond, false).keySet().stream().limit(limit))
                    .sorted()
                    .limit(limit)
                    .toList();
        }

        Stretch stretch(List<Place> page, boolean older, boolean newer) {
            List<TimelineEntry> entries = told(page);
            boolean known = !entries.isEmpty() || recent || places.any(members, rowsUpTo);
            return new Stretch(
                    members,
                    known,
                    entries,
                    older && !page.isEmpty() ? new PageCursor(page.getLast(), false) : null,
                    newer && !page.isEmpty() ? new PageCursor(page.getFirst(), true) : null,
                    rowsTold + tailTold);
        }

        private List<TimelineEntry> told(List<Place> page) {
            Map<Place, TimelineEntry> byPlace = new HashMap<>(tail);
            List<Long> positions = page.stream()
                    .filter(place -> !tail.containsKey(place))
                    .map(Place::position)
                    .distinct()
                    .toList();
            for (RecordedEvent where : history.at(positions, erased ? members : List.of())) {
                if (members.contains(String.valueOf(where.event().subject()))) {
                    TimelineEntry.of(where, history.fact(where))
                            .ifPresent(entry -> byPlace.put(Place.of(entry), entry));
                }
            }
            return page.stream().map(byPlace::get).filter(Objects::nonNull).toList();
        }
    }
}
