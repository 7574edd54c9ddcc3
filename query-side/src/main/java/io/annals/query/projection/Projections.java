package io.annals.query.projection;

import com.mongodb.client.MongoDatabase;
import io.annals.edge.refusal.Unknown;
import io.annals.encoding.EventEncoding;
import io.annals.encoding.Keyring;
import io.annals.log.EventLog;
import io.annals.log.axon.LogMessageSource;
import io.annals.log.axon.LogTokenForm;
import io.annals.query.projection.Generation.Surroundings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

    private final Map<String, ProjectionAtWork<?>> byName = new TreeMap<>();
    private final Surroundings around;
    private @Nullable ScheduledExecutorService rounds;

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
                database, log, source, encoding, keyring, tokens, new ProgressStore(database), new Signals(), settings);
        projections.forEach(projection -> byName.put(projection.name(), new ProjectionAtWork<>(projection, around)));
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
        rounds = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("projection-rounds").daemon().factory());
        long pause = around.settings().round().toMillis();
        var _ = rounds.scheduleWithFixedDelay(this::round, pause, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void stop() {
        if (rounds != null) {
            rounds.shutdown(); // a round under way ends by itself
            rounds = null;
        }
        byName.values().forEach(ProjectionAtWork::stop);
    }

    @Override
    public synchronized boolean isRunning() {
        return rounds != null;
    }

    private void round() {
        for (ProjectionAtWork<?> projection : byName.values()) {
            try {
                projection.round();
            } catch (RuntimeException e) { // the database may be away; the next round comes
                LOG.warn("Looking after the projection {} failed: {}", projection.name(), e.toString());
            }
        }
    }

    public List<State> states() {
        return byName.values().stream().map(ProjectionAtWork::state).toList();
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
        return named(name).retry(around.settings().patience());
    }

    /** A step of a rebuild. */
    public record Step(long position, long head) {}

    /**
     * Rebuilds a projection from the log beside the running one and switches in one step. Returns when the new one serves.
     *
     * @param progress hears of it some times a second; may throw to end the rebuild
     */
    public State rebuild(String name, Consumer<Step> progress) throws InterruptedException {
        return named(name).rebuild((position, head) -> progress.accept(new Step(position, head)));
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
