package io.annals.query.projection;

import io.annals.edge.json.Instants;
import io.annals.edge.refusal.BadInput;
import io.annals.encoding.EventEncoding;
import io.annals.encoding.Keyring;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.merge.Cluster;
import io.annals.log.Commit;
import io.annals.log.EventLog;
import io.annals.log.EventLog.Cursor;
import io.annals.log.RecordedEvent;
import io.annals.query.cluster.Clusters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was known at an earlier position: a subject's own events up to there, folded with the same functions as the stored
 * views.
 */
public final class History {
    private static final Pattern POSITION = Pattern.compile("0|[1-9][0-9]{0,17}");
    private static final String ERASED = EventEncoding.nameOf(CustomerErased.class);

    private final EventLog log;
    private final EventEncoding encoding;
    private final Keyring keyring;
    private final Duration patience;
    private final Clusters clusters;

    /** @param patience how long a reader who said {@code atLeast} waits */
    public History(EventLog log, EventEncoding encoding, Keyring keyring, Duration patience) {
        this.log = log;
        this.clusters = new Clusters(log);
        this.patience = patience;
        this.encoding = encoding;
        this.keyring = keyring;
    }

    /**
     * A point of history.
     *
     * @param position the position that answers use
     * @param at the instant that was asked for, or when that position was recorded
     */
    public record Moment(long position, Instant at) {}

    /**
     * Reads {@code asOf}: a position, or an instant, which stands for the last position recorded at or before it.
     *
     * @throws NotYetProcessed for a position that the log has not reached
     * @throws BadInput when it is neither
     */
    public Moment moment(String asOf) {
        if (!POSITION.matcher(asOf).matches()) {
            Instant instant = Instants.parse(asOf, "asOf");
            return new Moment(log.positionAt(instant), instant);
        }
        long position = Long.parseLong(asOf);
        return new Moment(position, position == 0 ? Instant.EPOCH : recordedAt(position));
    }

    private Instant recordedAt(long position) {
        try (Cursor<Commit> from = log.read(position - 1)) {
            Iterator<Commit> commits = from.iterator();
            if (!commits.hasNext()) {
                throw new NotYetProcessed(log.head(), position);
            }
            return commits.next().at();
        }
    }

    /**
     * The head of the log, for views that are read from the log itself.
     *
     * @throws NotYetProcessed when the log has not come to {@code atLeast} in time
     */
    public long head(@Nullable Long atLeast) {
        if (atLeast != null) {
            try {
                new Signals().until(patience, () -> log.head() >= atLeast);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        long head = log.head();
        if (atLeast != null && head < atLeast) {
            throw new NotYetProcessed(head, atLeast);
        }
        return head;
    }

    /** All events of a stream, in order. */
    public List<RecordedEvent> stream(String stream) {
        return log.stream(stream, 0);
    }

    /** The position at which a stream begins; 0 for one that has not. */
    public long begins(String stream) {
        return log.beginnings(List.of(stream), 1).getOrDefault(stream, List.of()).stream()
                .mapToLong(RecordedEvent::position)
                .findFirst()
                .orElse(0);
    }

    /** The subject's events up to and including a position, in the order of the log. */
    public List<RecordedEvent> events(String subject, long upTo) {
        return events(subject, 0, upTo);
    }

    /** The subject's events at {@code after < position <= upTo}, in the order of the log. */
    public List<RecordedEvent> events(String subject, long after, long upTo) {
        return events(List.of(subject), after, upTo);
    }

    /** The same of several subjects. */
    public List<RecordedEvent> events(Collection<String> subjects, long after, long upTo) {
        List<RecordedEvent> events = new ArrayList<>();
        try (Cursor<RecordedEvent> all = log.subjects(subjects, after, Long.MAX_VALUE)) {
            for (RecordedEvent where : all) {
                String subject = where.event().subject();
                if (subject != null && where.event().type().equals(ERASED)) {
                    keyring.forget(subject); // whatever the moment: what was erased later is erased in it too
                }
                if (where.position() <= upTo) {
                    events.add(where);
                }
            }
        }
        return events;
    }

    /**
     * The events of the commits at these positions, of whomever they tell.
     *
     * @param erased those of whom nothing personal may be read any more, whoever holds a copy of their keys
     */
    public List<RecordedEvent> at(Collection<Long> positions, Collection<String> erased) {
        erased.forEach(keyring::forget);
        List<RecordedEvent> events = log.at(positions);
        keyring.load(events.stream() // in one round trip, not as each is decoded
                .map(where -> where.event().subject())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return events;
    }

    public Fact fact(RecordedEvent where) {
        return encoding.decode(where.event());
    }

    /** The view as it was at a position, of all who were one then; empty when nothing had happened that concerns it. */
    public <V> Optional<Shown<V>> view(Projection<V> projection, String subject, long upTo) {
        Map<String, Seen<V>> known = new HashMap<>();
        Function<String, Seen<V>> own = one -> known.computeIfAbsent(one, _ -> own(projection, one, upTo));
        Seen<V> seen = own.apply(subject);
        if (!seen.links().any()) {
            return seen.position() == 0
                    ? Optional.empty()
                    : Optional.of(new Shown<>(
                            upTo, seen.view(), List.of(subject), seen.links().ever()));
        }
        List<Seen<V>> members =
                Cluster.of(
                                CustomerId.of(subject),
                                one -> own.apply(one.toString()).links())
                        .members()
                        .stream()
                        .map(member -> own.apply(member.toString()))
                        .toList();
        return Optional.of(new Shown<>(
                upTo,
                projection.fold().combined(members),
                members.stream().map(Seen::subject).toList(),
                true));
    }

    private <V> Seen<V> own(Projection<V> projection, String subject, long upTo) {
        Seen<V> seen = Seen.nothing(projection.fold(), subject);
        for (RecordedEvent where : events(subject, upTo)) {
            if (projection.concerns(where.event().type())) {
                seen = seen.after(where, fact(where), projection.fold());
            }
        }
        return seen;
    }

    /** Who was one with a subject at a position, the survivor first: read from the links alone. */
    public List<String> members(String subject, long upTo) {
        return clusters.members(subject, upTo);
    }
}
