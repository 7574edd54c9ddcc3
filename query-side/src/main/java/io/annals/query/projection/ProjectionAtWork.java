package io.annals.query.projection;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoDatabase;
import io.annals.edge.refusal.RuleBroken;
import io.annals.log.Commit;
import io.annals.log.EventLog;
import io.annals.log.EventLog.Cursor;
import io.annals.query.projection.Generation.Surroundings;
import io.annals.query.projection.State.Condition;
import io.annals.query.projection.State.ParkedSubject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One projection in this process: the generation that serves, and what goes on around it. */
final class ProjectionAtWork<V> {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionAtWork.class);
    private static final int EXAMPLES = 20;

    private final Projection<V> projection;
    private final Surroundings around;
    private final ReentrantLock care = new ReentrantLock();
    private @Nullable Generation<V> current;
    private volatile @Nullable State latest;
    private final AtomicBoolean building = new AtomicBoolean(); // by this process
    private volatile boolean stopping;

    ProjectionAtWork(Projection<V> projection, Surroundings around) {
        this.projection = projection;
        this.around = around;
    }

    String name() {
        return projection.name();
    }

    void start() {
        stopping = false;
        around.standings().prepare(projection);
        round();
    }

    void stop() {
        stopping = true;
        care.lock();
        try {
            if (current != null) {
                current.stop();
                current = null;
            }
        } finally {
            care.unlock();
        }
    }

    /** Looks after everything once: follows a switch made on another node, clears away, hears wishes, measures. */
    void round() {
        care.lock();
        try {
            if (!stopping) {
                Generation<V> serving = following();
                sweep();
                serving.retryWished();
                latest = measured(serving);
            }
        } finally {
            care.unlock();
        }
    }

    State state() {
        care.lock();
        try {
            return measured(following());
        } finally {
            care.unlock();
        }
    }

    /** As of the last round, without asking the database. */
    @Nullable
    State latest() {
        return latest;
    }

    Generation<V> serving() {
        return Objects.requireNonNull(current, "the projection has not been started");
    }

    private Generation<V> following() {
        int number = around.standings().of(name()).serving();
        Generation<V> known = current;
        if (known != null && known.number() == number) {
            return known;
        }
        if (known != null) {
            known.stop();
        }
        Generation<V> next = new Generation<>(projection, number, around);
        next.start();
        current = next;
        return next;
    }

    /** Drops what belongs to no generation that serves or is being built. */
    void sweep() {
        MongoDatabase database = around.database();
        String prefix = StoredViews.prefixOf(name());
        List<String> names = database.listCollectionNames().into(new ArrayList<>());
        Integer abandoned = building.get()
                ? null
                : around.standings().abandonSilent(name(), around.settings().claimTimeout());
        if (abandoned != null) {
            LOG.info("Projection {}: the unfinished generation {} is dropped", name(), abandoned);
        }
        ProjectionProgress standing =
                around.standings().of(name()); // after the list: whoever builds says so before there is a collection
        for (String collection : names) {
            if (collection.startsWith(prefix)) {
                int generation = StoredViews.generationOf(name(), collection);
                if (generation != standing.serving() && !Objects.equals(generation, standing.building())) {
                    clear(generation);
                }
            }
        }
    }

    private void clear(int generation) {
        new StoredViews<>(around.database(), projection, generation).drop();
        new Parking(around.database(), name(), generation).clear();
        around.database()
                .getCollection(Projections.TOKENS)
                .deleteMany(eq("processorName", Generation.processorOf(name(), generation)));
    }

    /** Tries again with all parked subjects. Returns how many are still parked. */
    long retry(Duration patience) throws InterruptedException {
        Parking parking = serving().parking();
        parking.wish();
        round();
        around.signals().until(patience, () -> parking.wished().isEmpty());
        return parking.count();
    }

    /** Builds the next generation beside the serving one and lets it take over. */
    State rebuild(Rebuild.Progress progress) throws InterruptedException {
        if (!building.compareAndSet(false, true)) {
            throw underWay();
        }
        try {
            ProjectionProgress before = around.standings().of(name());
            int number = before.serving() + 1;
            if (!around.standings().startBuilding(name(), before.serving(), number)) {
                throw underWay();
            }
            try (SignOfLife alive = new SignOfLife(
                    around.standings(), name(), number, around.settings().claimTimeout())) {
                build(before.serving(), number, alive, progress);
            } finally {
                round();
            }
        } finally {
            building.set(false);
        }
        return state();
    }

    private RuleBroken underWay() {
        return new RuleBroken("rebuild-under-way", "The projection " + name() + " is being rebuilt already.");
    }

    private void build(int serving, int number, SignOfLife alive, Rebuild.Progress progress)
            throws InterruptedException {
        clear(number);
        Generation<V> fresh = new Generation<>(projection, number, around);
        boolean serves = false;
        try {
            fresh.start();
            Rebuild rebuild = new Rebuild(name(), serving, fresh, around, alive, () -> stopping);
            rebuild.catchUp(progress);
            takeOver(serving, fresh, rebuild);
            serves = true;
        } finally {
            if (!serves) {
                fresh.stop();
                around.standings().abandonBuilding(name(), number);
            }
        }
    }

    private void takeOver(int serving, Generation<V> fresh, Rebuild rebuild) throws InterruptedException {
        care.lock();
        try {
            Generation<V> old = current;
            if (old != null) {
                old.stop(); // from here on nothing is shown that the new one would not have seen
                current = null;
            }
            long last = rebuild.goal();
            boolean over = around.signals().until(Duration.ofSeconds(30), () -> rebuild.isOver(last));
            if (!over || stopping || !around.standings().serve(name(), serving, fresh.number())) {
                throw new RuleBroken(
                        "rebuild-failed", "The rebuilt projection " + name() + " could not take over.", Map.of());
            }
            current = fresh;
        } finally {
            care.unlock();
        }
    }

    private State measured(Generation<V> serving) {
        ProjectionProgress standing = around.standings().of(name());
        long position = standing.everywhere();
        long lag = Math.max(0, around.log().head() - position);
        Parking parking = serving.parking();
        List<ParkedSubject> examples = parking.latest(EXAMPLES).stream()
                .map(p -> new ParkedSubject(p.subject(), p.position() + "." + p.index(), p.cause(), p.since()))
                .toList();
        return new State(
                name(),
                condition(serving),
                standing.serving(),
                standing.building(),
                position,
                lag,
                lag == 0 ? 0 : secondsSince(around.log(), position),
                parking.count(),
                examples);
    }

    private static Condition condition(Generation<?> serving) {
        if (serving.broken() != null) {
            return Condition.STOPPED;
        }
        return serving.failing() ? Condition.RETRYING : Condition.RUNNING;
    }

    private static double secondsSince(EventLog log, long position) {
        try (Cursor<Commit> waiting = log.read(position)) {
            Iterator<Commit> commits = waiting.iterator();
            return commits.hasNext()
                    ? Math.max(
                            0,
                            Duration.between(commits.next().at(), Instant.now()).toMillis() / 1000.0)
                    : 0;
        }
    }
}
