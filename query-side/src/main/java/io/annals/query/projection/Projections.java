package io.annals.query.projection;

import com.mongodb.client.MongoDatabase;
import io.annals.edge.refusal.Unknown;
import io.annals.encoding.EventEncoding;
import io.annals.encoding.Keyring;
import io.annals.log.EventLog;
import io.annals.log.axon.LogMessageSource;
import io.annals.log.axon.LogTokenForm;
import io.annals.query.projection.ProgressStore.Overview;
import io.annals.query.projection.ProjectionAtWork.Care;
import io.annals.query.projection.Readers.Feed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.tokenstore.MongoTokenStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** All stored projections of this process. */
public final class Projections implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Projections.class);
    static final String TOKENS = "projection_tokens";

    private static final int EXAMPLES = 20;

    /** Rounds after which what belongs to nobody is looked for also when nothing has changed: another node may have left it. */
    private static final int ROUNDS_TO_SWEEP_ANYWAY = 60;

    private final Map<String, ProjectionAtWork<?>> byName = new TreeMap<>();
    private final Surroundings around;
    private final Readers readers;
    private final ReentrantLock care = new ReentrantLock();
    private Kept swept = new Kept(Map.of(), 0);
    private int roundsSinceSweep;
    private @Nullable ScheduledExecutorService rounds;
    private boolean running; // with the care held

    public Projections(
            Collection<? extends Projection<?>> projections,
            MongoDatabase database,
            EventLog log,
            LogMessageSource source,
            EventEncoding encoding,
            Keyring keyring,
            TokenStore tokens,
            ProjectionSettings settings) {
        around = new Surroundings(
                database,
                log,
                source,
                encoding,
                keyring,
                tokens,
                new ProgressStore(database),
                new Signals(),
                folding(),
                settings);
        Map<String, Projection<?>> known = new TreeMap<>();
        projections.forEach(projection -> {
            known.put(projection.name(), projection);
            byName.put(projection.name(), new ProjectionAtWork<>(projection, around));
        });
        readers = new Readers(known, around);
    }

    /** As many threads as there are processors, while there is something to fold; none otherwise. */
    private static ThreadPoolExecutor folding() {
        int most = Runtime.getRuntime().availableProcessors();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                most,
                most,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("folding-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    /** Where processors' tokens are kept, in a form of ours. */
    public static TokenStore tokens(MongoDatabase database, ProjectionSettings settings) {
        return MongoTokenStore.builder()
                .mongoTemplate(DefaultMongoTemplate.builder()
                        .mongoDatabase(database)
                        .trackingTokensCollectionName(TOKENS)
                        .build())
                .serializer(new LogTokenForm())
                .claimTimeout(settings.claimTimeout())
                .build();
    }

    /** For reading; also before the start and while a generation changes hands. */
    public <V> Views<V> views(Projection<V> projection) {
        around.standings().prepare(projection);
        return new Views<>(projection, around);
    }

    @Override
    public synchronized void start() {
        byName.values().forEach(ProjectionAtWork::start);
        care.lock();
        try {
            readers.form();
            running = true;
            round(true);
        } finally {
            care.unlock();
        }
        rounds = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("projection-rounds").daemon().factory());
        long pause = around.settings().round().toMillis();
        var _ = rounds.scheduleWithFixedDelay(this::roundIfPossible, pause, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        if (rounds != null) {
            rounds.shutdown(); // a round under way ends by itself
            rounds = null;
        }
        byName.values().forEach(ProjectionAtWork::stop);
        care.lock();
        try {
            running = false;
            readers.stop();
        } finally {
            care.unlock();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return rounds != null;
    }

    private void roundIfPossible() {
        try {
            round(false);
        } catch (RuntimeException e) { // the database may be away; the next round comes
            LOG.warn("Looking after the projections failed: {}", e.toString());
        }
    }

    /** Looks after everything once: follows changes made on another node, clears away, hears wishes, measures. */
    private void round(boolean thorough) {
        care.lock();
        try {
            if (running) {
                Overview now = readers.follow();
                byName.forEach((name, projection) -> projection.abandon(standing(now, name)));
                sweep(now, thorough);
                measure(now);
            }
        } finally {
            care.unlock();
        }
    }

    /** What is kept: a change of it leaves something to clear away. */
    private record Kept(Map<String, Set<Integer>> generations, long epoch) {
        static Kept of(Overview now) {
            Map<String, Set<Integer>> generations = new TreeMap<>();
            now.standings().forEach((name, standing) -> {
                Integer building = standing.building();
                generations.put(
                        name, building == null ? Set.of(standing.serving()) : Set.of(standing.serving(), building));
            });
            return new Kept(generations, now.group() == null ? 0 : now.group().epoch());
        }
    }

    private void sweep(Overview now, boolean thorough) {
        Kept kept = Kept.of(now);
        if (thorough || !kept.equals(swept) || ++roundsSinceSweep >= ROUNDS_TO_SWEEP_ANYWAY) {
            List<String> collections = around.database().listCollectionNames().into(new ArrayList<>());
            byName.values().forEach(projection -> projection.sweep(collections));
            if (now.group() != null) {
                around.standings().groups().sweep(now.group());
            }
            swept = kept;
            roundsSinceSweep = 0;
        }
    }

    private void measure(Overview now) {
        Map<String, Parking.Count> parked = Parking.counts(around.database());
        boolean anyWished = false;
        for (String name : byName.keySet()) {
            Feed feed = readers.feed(name);
            if (feed != null && count(parked, standing(now, name)).wished() > 0) {
                feed.reader().retryWished(feed.generation());
                anyWished = true;
            }
        }
        states(now, anyWished ? Parking.counts(around.database()) : parked, 0);
    }

    private static Parking.Count count(Map<String, Parking.Count> parked, ProjectionProgress standing) {
        return parked.getOrDefault(Reader.nameOf(standing.projection(), standing.serving()), Parking.Count.NONE);
    }

    private List<State> states(Overview now, Map<String, Parking.Count> parked, int examples) {
        Lag lag = new Lag(around.log());
        return byName.values().stream()
                .map(projection -> {
                    ProjectionProgress standing = standing(now, projection.name());
                    long count = count(parked, standing).parked();
                    return projection.measure(standing, readers.feed(projection.name()), lag, count, examples);
                })
                .toList();
    }

    private static ProjectionProgress standing(Overview now, String projection) {
        return Objects.requireNonNull(now.standings().get(projection), projection);
    }

    public List<State> states() {
        care.lock();
        try {
            return states(around.standings().overview(byName.keySet()), Parking.counts(around.database()), EXAMPLES);
        } finally {
            care.unlock();
        }
    }

    /** As of the last round; asks nobody. */
    public Stream<State> latest() {
        return byName.values().stream().<State>mapMulti((projection, sink) -> {
            State latest = projection.latest();
            if (latest != null) {
                sink.accept(latest);
            }
        });
    }

    public Collection<String> names() {
        return byName.keySet();
    }

    /** Tries again with what is parked. Returns how many subjects are still parked. */
    public long retry(String name) throws InterruptedException {
        Parking parking = named(name).parking(around.standings().of(name).serving());
        parking.wish();
        round(false);
        around.signals()
                .until(around.settings().patience(), () -> parking.wished().isEmpty());
        return parking.count();
    }

    /** A step of a rebuild. */
    public record Step(long position, long head) {}

    /**
     * Rebuilds a projection from the log beside the running one and switches in one step. Returns when the new one serves.
     *
     * @param progress hears of it some times a second; may throw to end the rebuild
     */
    public State rebuild(String name, Consumer<Step> progress) throws InterruptedException {
        ProjectionAtWork<?> projection = named(name);
        projection.rebuild(careOf(name), (position, head) -> progress.accept(new Step(position, head)));
        return states().stream()
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Care careOf(String name) {
        return new Care() {
            @Override
            public void hold() {
                care.lock();
                try {
                    readers.hold(name);
                } finally {
                    care.unlock();
                }
            }

            @Override
            public void follow() {
                care.lock();
                try {
                    readers.letGo(name);
                    round(true);
                } finally {
                    care.unlock();
                }
            }
        };
    }

    /**
     * Refuses a name that no projection has.
     *
     * @throws Unknown when there is no projection of that name
     */
    public void known(String name) {
        named(name);
    }

    private ProjectionAtWork<?> named(String name) {
        ProjectionAtWork<?> projection = byName.get(name);
        if (projection == null) {
            throw new Unknown("unknown-projection", "There is no projection of that name.");
        }
        return projection;
    }
}
