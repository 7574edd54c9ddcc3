package io.annals.query.projection;

import static com.mongodb.client.model.Filters.eq;

import io.annals.edge.refusal.RuleBroken;
import io.annals.query.projection.Readers.Feed;
import io.annals.query.projection.State.Condition;
import io.annals.query.projection.State.ParkedSubject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One projection in this process: what goes on around the generation that serves. */
final class ProjectionAtWork<V> {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionAtWork.class);
    private static final Duration LONGEST_TAKEOVER = Duration.ofSeconds(30);

    private final Projection<V> projection;
    private final Surroundings around;
    private final AtomicBoolean building = new AtomicBoolean(); // by this process
    private volatile @Nullable State latest;
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
    }

    void stop() {
        stopping = true;
    }

    /** As of the last round, without asking the database. */
    @Nullable
    State latest() {
        return latest;
    }

    /** Gives up what another process has begun to build and left. */
    void abandon(ProjectionProgress standing) {
        if (standing.building() != null && !building.get()) {
            Integer abandoned =
                    around.standings().abandonSilent(name(), around.settings().claimTimeout());
            if (abandoned != null) {
                LOG.info("Projection {}: the unfinished generation {} is dropped", name(), abandoned);
            }
        }
    }

    /** Drops what belongs to no generation that serves or is being built. */
    void sweep(Collection<String> collections) {
        String prefix = StoredViews.prefixOf(name());
        ProjectionProgress standing =
                around.standings().of(name()); // after the list: whoever builds says so before there is a collection
        for (String collection : collections) {
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
        parking(generation).clear();
        around.database()
                .getCollection(Projections.TOKENS)
                .deleteMany(eq("processorName", Reader.nameOf(name(), generation)));
    }

    /**
     * Builds the next generation beside the serving one and lets it take over.
     *
     * @param care of this process's readers: they follow at the end
     */
    void rebuild(Care care, Rebuild.Progress progress) throws InterruptedException {
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
                build(before.serving(), number, alive, care, progress);
            }
        } finally {
            building.set(false);
            care.follow();
        }
    }

    /** The readers of this process, for who changes what they should be. */
    interface Care {
        /** Until they follow, the projection has no reader of its own. */
        void hold();

        void follow();
    }

    private RuleBroken underWay() {
        return new RuleBroken("rebuild-under-way", "The projection " + name() + " is being rebuilt already.");
    }

    private void build(int serving, int number, SignOfLife alive, Care care, Rebuild.Progress progress)
            throws InterruptedException {
        clear(number);
        Generation<V> fresh = new Generation<>(projection, number, around);
        Reader reader = Reader.alone(fresh, around);
        boolean serves = false;
        try {
            reader.start();
            Rebuild rebuild = new Rebuild(name(), fresh, reader, around, alive, () -> stopping);
            rebuild.catchUp(progress);
            if (!around.standings().of(name()).grouped()) {
                care.hold(); // of two readers one would get ahead of the other for ever
            }
            serves = rebuild.takeOver(LONGEST_TAKEOVER);
            if (!serves) {
                throw new RuleBroken(
                        "rebuild-failed", "The rebuilt projection " + name() + " could not take over.", Map.of());
            }
            around.standings().serves(name(), serving, number);
        } finally {
            reader.stop();
            if (!serves) {
                around.standings().abandonBuilding(name(), number);
            }
        }
    }

    /**
     * Measures, and keeps what it has measured.
     *
     * @param feed what it is fed by here; null while nothing does
     * @param examples how many of those who are parked are named, at most
     */
    State measure(ProjectionProgress standing, @Nullable Feed feed, Lag lag, long parked, int examples) {
        List<ParkedSubject> some = parked == 0 || examples == 0
                ? List.of()
                : parking(standing.serving()).latest(examples).stream()
                        .map(p -> new ParkedSubject(p.subject(), p.position() + "." + p.index(), p.cause(), p.since()))
                        .toList();
        State now = new State(
                name(),
                condition(feed),
                standing.serving(),
                standing.building(),
                standing.everywhere(),
                lag.events(standing.everywhere()),
                lag.seconds(standing.everywhere()),
                parked,
                some);
        latest = now;
        return now;
    }

    Parking parking(int generation) {
        return new Parking(around.database(), name(), generation);
    }

    private static Condition condition(@Nullable Feed feed) {
        if (feed == null) {
            return Condition.RUNNING; // on another node
        }
        if (feed.reader().broken() != null) {
            return Condition.STOPPED;
        }
        return feed.reader().failing() ? Condition.RETRYING : Condition.RUNNING;
    }
}
