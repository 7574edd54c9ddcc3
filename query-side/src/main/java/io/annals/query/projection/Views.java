package io.annals.query.projection;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.annals.edge.paging.Keyset;
import io.annals.edge.paging.PageRequest;
import io.annals.edge.paging.Slice;
import io.annals.encoding.EventEncoding;
import io.annals.log.EventLog;
import io.annals.log.EventLog.Cursor;
import io.annals.log.RecordedEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The stored views of one projection, for reading. Always those of the serving generation, also while it changes hands.
 */
public final class Views<V> {
    private static final Keyset SUBJECTS = Keyset.ascending("_id");

    private final Projection<V> projection;
    private final MongoDatabase database;
    private final EventLog log;
    private final ProgressStore standings;
    private final Signals signals;
    private final Duration patience;

    Views(Projection<V> projection, Surroundings around) {
        this.projection = projection;
        this.database = around.database();
        this.log = around.log();
        this.standings = around.standings();
        this.signals = around.signals();
        this.patience = around.settings().patience();
    }

    public Projection<V> projection() {
        return projection;
    }

    /**
     * The view of a subject. Nobody is unknown because a projection is behind: before it says that there is no view it asks the
     * log, and waits for what that has of the subject.
     *
     * @param atLeast what it must have seen, or null for whatever it has
     * @throws NotYetProcessed when it has not seen that in time, or is parked before it
     */
    public Optional<Shown<V>> one(String subject, @Nullable Long atLeast) {
        ProjectionProgress standing = awaited(atLeast, now -> now.at(subject));
        Optional<Shown<V>> shown = stored(subject, standing, atLeast);
        if (atLeast != null && shown.isPresent() && shown.get().position() < atLeast) {
            List<String> members = shown.get().members(); // they may be in other segments
            return stored(subject, awaited(atLeast, now -> lowest(members, now)), atLeast);
        }
        if (shown.isPresent() || !isToldOfAfter(standing.at(subject), subject)) {
            return shown;
        }
        long head = log.head();
        return stored(subject, awaited(head, now -> now.at(subject)), head);
    }

    /** The view of a subject as it is, without waiting for anything; empty also as long as its first event is not processed. */
    public Optional<Shown<V>> asItIs(String subject) {
        return stored(subject, standings.lately(projection.name()), null);
    }

    private boolean isToldOfAfter(long position, String subject) {
        try (Cursor<RecordedEvent> events = log.subjects(List.of(subject), position, Long.MAX_VALUE)) {
            return events.iterator().hasNext();
        }
    }

    private Optional<Shown<V>> stored(String subject, ProjectionProgress standing, @Nullable Long atLeast) {
        Optional<Seen<V>> found = read(standing, at -> stored(at).one(subject), Optional::isEmpty);
        if (atLeast != null && found.isPresent() && isParkedBefore(found.get(), atLeast)) {
            throw new NotYetProcessed(found.get().position(), atLeast);
        }
        return found.filter(seen -> seen.position() > 0) // parked from its very first event: nothing to show
                .map(seen -> shown(seen, standing));
    }

    /** The survivors under whose id these are shown who have been absorbed, by subject; nobody else. */
    public Map<String, String> survivors(Collection<String> subjects) {
        return read(standings.lately(projection.name()), at -> stored(at).survivors(subjects), Map::isEmpty);
    }

    /** The view in which a subject is shown, for a question to the stored views. */
    public static Bson showing(String subject) {
        return StoredViews.showing(subject);
    }

    /**
     * The views of these subjects that there are, by subject.
     *
     * @param atLeast what all of them must have seen, or null for whatever they have
     */
    public Map<String, Seen<V>> several(Collection<String> subjects, @Nullable Long atLeast) {
        ProjectionProgress standing = awaited(atLeast, ProjectionProgress::everywhere);
        return read(standing, at -> stored(at).load(subjects), Map::isEmpty);
    }

    /**
     * What a question to the stored views answers.
     *
     * @param atLeast what all of them must have seen, or null for whatever they have
     */
    public Answered<RawBsonDocument> aggregate(List<? extends Bson> pipeline, @Nullable Long atLeast) {
        ProjectionProgress standing = awaited(atLeast, ProjectionProgress::everywhere);
        List<RawBsonDocument> found = read(standing, at -> stored(at).aggregate(List.copyOf(pipeline)), List::isEmpty);
        return new Answered<>(standing.everywhere(), found);
    }

    /**
     * What a question to the {@link Rows} beside the views answers.
     *
     * @param atLeast what all of them must have seen, or null for whatever they have
     */
    public <T> Answered<T> rows(Function<MongoCollection<RawBsonDocument>, List<T>> question, @Nullable Long atLeast) {
        ProjectionProgress standing = awaited(atLeast, ProjectionProgress::everywhere);
        List<T> found = read(
                standing,
                at -> question.apply(
                        Objects.requireNonNull(stored(at).rows(), "no rows").collection()),
                List::isEmpty);
        return new Answered<>(standing.everywhere(), found);
    }

    /** @param position what it reflects at least */
    public record Answered<T>(long position, List<T> found) {}

    private static boolean isParkedBefore(Seen<?> seen, long asked) {
        return seen.parked() && seen.position() < asked;
    }

    /**
     * Those that fit, in this order; behind the last page's what has changed since the first was read, so that nobody is
     * passed over who moves meanwhile, and some come twice.
     *
     * @throws io.annals.edge.refusal.BadInput when the cursor belongs to another list
     */
    public Page<V> page(Bson filter, Keyset order, PageRequest asked, @Nullable Long atLeast) {
        ProjectionProgress standing = awaited(atLeast, ProjectionProgress::everywhere);
        Slice<RawBsonDocument> found = new Paging(order, SUBJECTS)
                .page(asked, standing.everywhere(), (beyond, since, sort, limit) -> {
                    Bson changed = since == null ? Filters.empty() : StoredViews.changedSince(since);
                    Bson wanted = and(filter, beyond, changed);
                    return read(standing, at -> stored(at).find(wanted, sort, limit), List::isEmpty);
                });
        StoredViews<V> form = stored(standing);
        List<Seen<V>> views = found.entries().stream().map(form::seen).toList();
        long total = isAll(asked, found) ? views.size() : count(filter, standing);
        return new Page<>(standing.everywhere(), total, views, found.next());
    }

    /**
     * How many fit.
     *
     * @param atLeast what all of them must have seen, or null for whatever they have
     */
    public long count(Bson filter, @Nullable Long atLeast) {
        return count(filter, awaited(atLeast, ProjectionProgress::everywhere));
    }

    private long count(Bson filter, ProjectionProgress standing) {
        return read(standing, at -> stored(at).count(filter), count -> count == 0);
    }

    private static boolean isAll(PageRequest asked, Slice<?> found) {
        return asked.after() == null && found.next() == null;
    }

    /** An empty filter among others would keep the database from seeing that there is but one. */
    private static Bson and(Bson... filters) {
        List<Bson> some = Arrays.stream(filters)
                .filter(filter -> !filter.toBsonDocument().isEmpty())
                .toList();
        return some.isEmpty() ? Filters.empty() : some.size() == 1 ? some.getFirst() : Filters.and(some);
    }

    /**
     * What lies in a list inside the views: those that fit, in this order; and as {@link #page} has it, where they move.
     *
     * @param form of an element
     * @param order by an element's own fields
     * @param identity by what an element is known wherever it moves; null where none moves
     */
    public <E> Elements<E> elements(
            Inside inside,
            Class<E> form,
            Keyset order,
            @Nullable Keyset identity,
            PageRequest asked,
            @Nullable Long atLeast) {
        ProjectionProgress standing = awaited(atLeast, ProjectionProgress::everywhere);
        Slice<RawBsonDocument> found = new Paging(order, identity)
                .page(asked, standing.everywhere(), (beyond, since, sort, limit) -> {
                    Bson changed = since == null ? Filters.empty() : StoredViews.changedSince(since);
                    Inside wanted = inside.and(changed, beyond);
                    return read(standing, at -> stored(at).elements(wanted, sort, limit), List::isEmpty);
                });
        long total = isAll(asked, found)
                ? found.entries().size()
                : read(standing, at -> stored(at).countElements(inside), count -> count == 0);
        return new Elements<>(
                standing.everywhere(),
                total,
                found.entries().stream()
                        .map(element -> EventEncoding.fromBson(form, element))
                        .toList(),
                found.next());
    }

    /** The progress was read before the view, so the view has seen all up to it, and nothing later than its own last event. */
    private static <V> Shown<V> shown(Seen<V> seen, ProjectionProgress standing) {
        long processed = lowest(seen.members(), standing);
        return new Shown<>(
                seen.parked() ? seen.position() : Math.max(processed, seen.position()),
                seen.view(),
                seen.members(),
                seen.links().ever());
    }

    private static long lowest(List<String> members, ProjectionProgress standing) {
        return members.stream().mapToLong(standing::at).min().orElse(0);
    }

    private ProjectionProgress awaited(@Nullable Long atLeast, ToLongFunction<ProjectionProgress> place) {
        ProjectionProgress standing = standings.lately(projection.name());
        if (atLeast == null || place.applyAsLong(standing) >= atLeast) {
            return standing;
        }
        try {
            signals.until(patience, () -> place.applyAsLong(standings.of(projection.name())) >= atLeast);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        ProjectionProgress now = standings.of(projection.name());
        if (place.applyAsLong(now) < atLeast) {
            throw new NotYetProcessed(place.applyAsLong(now), atLeast);
        }
        return now;
    }

    /** What is missing may be so because its generation was dropped meanwhile: then the next one has it. */
    private <T> T read(ProjectionProgress standing, Function<ProjectionProgress, T> query, Predicate<T> missing) {
        ProjectionProgress at = standing;
        while (true) {
            T found = query.apply(at);
            ProjectionProgress now = missing.test(found) ? standings.of(projection.name()) : at;
            if (now.serving() == at.serving()) {
                return found;
            }
            at = now;
        }
    }

    private StoredViews<V> stored(ProjectionProgress standing) {
        return new StoredViews<>(database, projection, standing.serving());
    }
}
