package io.annals.query.projection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.MongoException;
import com.mongodb.client.model.WriteModel;
import io.annals.events.Fact;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.log.LogBroken;
import io.annals.log.LogUnavailable;
import io.annals.log.RecordedEvent;
import io.annals.query.projection.Parking.Parked;
import io.annals.query.projection.StoredViews.Written;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bson.RawBsonDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds batches of events into stored views: what is missing is read at once, what has changed is written at once. A
 * subject whose events cannot be digested is parked; trouble with the database is nobody's and goes to the caller.
 *
 * <p>Several threads may be in here, never two with the same subject.
 */
final class ViewUpdater<V> {
    private static final Logger LOG = LoggerFactory.getLogger(ViewUpdater.class);
    private static final long[] PAUSES = {10, 50, 250}; // milliseconds before the second, third and fourth try
    private static final int LARGEST_VIEW = 15 << 20; // MongoDB takes 16 MiB

    private final Projection<V> projection;
    private final StoredViews<V> stored;
    private final Parking parking;
    private final MergedViews<V> merged;
    private final Cache<String, Seen<V>> hot;

    ViewUpdater(Projection<V> projection, StoredViews<V> stored, Parking parking, int cachedViews) {
        this.projection = projection;
        this.stored = stored;
        this.parking = parking;
        this.merged = new MergedViews<>(projection, stored);
        this.hot = Caffeine.newBuilder().maximumSize(cachedViews).build();
    }

    /** Each subject's events in order. When this returns the views are written. */
    void digest(Map<String, List<DecodedEvent>> bySubject) {
        try {
            Map<String, Seen<V>> before = load(bySubject.keySet());
            Changes<V> changes = new Changes<>();
            List<Seen<V>> linked = new ArrayList<>();
            bySubject.forEach((subject, events) -> {
                Seen<V> seen = before.getOrDefault(subject, Seen.nothing(projection.fold(), subject));
                Seen<V> after = seen.parked() ? seen : fold(seen, events, changes);
                hot.put(subject, after);
                if (after.links().ever()) {
                    linked.add(after);
                }
            });
            if (stored.rows() != null) {
                stored.rows().write(changes.rows()); // first: a view that has seen a fact says that its row is there
            }
            stored.write(changes.views().stream()
                    .filter(view -> !view.seen().links().ever())
                    .toList());
            if (!linked.isEmpty()) {
                merged.write(linked, this::load);
            }
        } catch (RuntimeException e) {
            forget(); // what is in memory may be ahead of what is stored
            throw e;
        }
    }

    /** The subject's view from its first event on, as the log has it; parked again if that does not do either. */
    boolean retry(String subject, List<DecodedEvent> events) {
        Changes<V> changes = new Changes<>();
        Seen<V> after = fold(Seen.nothing(projection.fold(), subject), events, changes);
        if (stored.rows() != null) {
            stored.rows().forget(List.of(subject));
            stored.rows().write(changes.rows());
        }
        if (after.links().ever()) {
            stored.remove(List.of(subject));
            merged.write(List.of(after), this::load);
        } else {
            stored.replace(subject, changes.views());
        }
        hot.invalidate(subject);
        if (!after.parked()) {
            parking.remove(subject);
        }
        return !after.parked();
    }

    /** Drops what is in memory: the store is the truth. */
    void forget() {
        hot.invalidateAll();
        stored.members().forget();
    }

    private Map<String, Seen<V>> load(Set<String> subjects) {
        Map<String, Seen<V>> views = new HashMap<>(hot.getAllPresent(subjects));
        TreeSet<String> missing = new TreeSet<>(subjects);
        missing.removeAll(views.keySet());
        views.putAll(stored.loadOwn(missing));
        return views;
    }

    /** What is to be written for a batch, in order. */
    private record Changes<V>(List<Written<V>> views, List<WriteModel<RawBsonDocument>> rows) {
        Changes() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    private Seen<V> fold(Seen<V> before, List<DecodedEvent> events, Changes<V> changes) {
        Seen<V> seen = before;
        for (DecodedEvent event : events) {
            try {
                seen = patiently(seen, event, changes.rows());
            } catch (Indigestible e) {
                return park(storable(seen, before), event.where(), e.getCause(), changes.views());
            }
        }
        return formed(before, seen, events, changes.views());
    }

    /** How far the subject came, if that can be stored. */
    private Seen<V> storable(Seen<V> seen, Seen<V> before) {
        try {
            return stored.form(seen, false).bytes() > LARGEST_VIEW ? before : seen;
        } catch (RuntimeException e) { // its trouble is told with the event that it stopped at
            return before;
        }
    }

    private Seen<V> formed(Seen<V> before, Seen<V> after, List<DecodedEvent> events, List<Written<V>> changed) {
        if (after.position() == before.position() && after.index() == before.index()) {
            return after;
        }
        try {
            Written<V> written = stored.form(after, before.position() == 0);
            if (written.bytes() > LARGEST_VIEW) {
                throw new IllegalStateException("the view is too large to be stored");
            }
            changed.add(written);
            return after;
        } catch (RuntimeException e) {
            return park(before, events.getFirst().where(), e, changed);
        }
    }

    private Seen<V> patiently(Seen<V> seen, DecodedEvent event, List<WriteModel<RawBsonDocument>> rows)
            throws Indigestible {
        for (int attempt = 0; ; attempt++) {
            try {
                return seen.has(event.where()) ? seen : after(seen, event, rows);
            } catch (MongoException | LogUnavailable | LogBroken e) {
                throw e;
            } catch (RuntimeException e) {
                if (attempt == PAUSES.length) {
                    throw new Indigestible(e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSES[attempt]));
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // the very same when nothing changed
    private Seen<V> after(Seen<V> seen, DecodedEvent event, List<WriteModel<RawBsonDocument>> rows) {
        RecordedEvent where = event.where();
        Fact fact = event.fact();
        Seen<V> next = seen.after(where, fact, projection.fold());
        StoredRows beside = stored.rows();
        if (next == seen || beside == null) {
            return next;
        }
        if (fact instanceof CustomerErased) {
            rows.addAll(beside.erased(seen.subject(), where));
        }
        Record row = projection.fold().row(seen.view(), where, fact);
        if (row != null) {
            rows.add(beside.added(seen.subject(), where, row));
        }
        return next;
    }

    private Seen<V> park(Seen<V> seen, RecordedEvent where, Throwable cause, List<Written<V>> changed) {
        String told = told(cause);
        LOG.warn(
                "Projection {} parks subject {} at {}.{} ({}): {}",
                projection.name(),
                seen.subject(),
                where.position(),
                where.index(),
                where.event().type(),
                told);
        parking.put(new Parked(seen.subject(), where.position(), where.index(), told, Instant.now()));
        Seen<V> aside = seen.setAside();
        changed.add(stored.form(aside, false));
        return aside;
    }

    /** The class and the place, not the message: that may quote what is personal. */
    private static String told(Throwable cause) {
        StackTraceElement[] trace = cause.getStackTrace();
        return cause.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private static final class Indigestible extends Exception {
        private static final long serialVersionUID = 1L;
        private final RuntimeException why;

        Indigestible(RuntimeException why) {
            super(null, why, false, false);
            this.why = why;
        }

        @Override
        public synchronized RuntimeException getCause() {
            return why;
        }
    }
}
