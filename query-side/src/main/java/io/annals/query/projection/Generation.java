package io.annals.query.projection;

import com.mongodb.client.MongoDatabase;
import io.annals.encoding.EventEncoding;
import io.annals.encoding.Keyring;
import io.annals.log.EventLog;
import io.annals.log.EventLog.Cursor;
import io.annals.log.LogBroken;
import io.annals.log.RecordedEvent;
import io.annals.log.axon.EffectsFirst;
import io.annals.log.axon.EffectsFirst.Effects;
import io.annals.log.axon.LogMessageSource;
import io.annals.log.axon.LogToken;
import io.annals.log.axon.PromptCoordinator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One generation of a projection at work in this process: its views, its processor, the segments that it has claimed.
 */
final class Generation<V> {
    /** An event that is folded again changes nothing; to store a token costs as much as to write a batch of views. */
    private static final Duration TOKEN_MAY_WAIT = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(Generation.class);

    private final Projection<V> projection;
    private final int number;
    private final Surroundings around;
    private final StoredViews<V> stored;
    private final Parking parking;
    private final ViewUpdater<V> digestion;
    private final PooledStreamingEventProcessor processor;
    private final ScheduledThreadPoolExecutor coordinator;
    private final ScheduledThreadPoolExecutor worker;
    private final Map<Integer, Long> claimed = new ConcurrentHashMap<>();
    private final Map<Integer, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable LogBroken> broken = new AtomicReference<>();

    /** What a generation works with and shares with others. */
    record Surroundings(
            MongoDatabase database,
            EventLog log,
            LogMessageSource source,
            EventEncoding encoding,
            Keyring keyring,
            TokenStore tokens,
            ProgressStore standings,
            Signals signals,
            ProjectionSettings settings) {}

    Generation(Projection<V> projection, int number, Surroundings around) {
        this.projection = projection;
        this.number = number;
        this.around = around;
        ProjectionSettings settings = around.settings();
        stored = new StoredViews<>(around.database(), projection, number);
        parking = new Parking(around.database(), projection.name(), number);
        digestion = new ViewUpdater<>(
                projection, stored, parking, around.encoding(), around.keyring(), settings.cachedViews());
        coordinator = silentAfterTheEnd(new PromptCoordinator(1, threads("coordinator")));
        worker = silentAfterTheEnd(new ScheduledThreadPoolExecutor(
                Math.min(settings.segments(), Runtime.getRuntime().availableProcessors()), threads("worker")));
        processor = PooledStreamingEventProcessor.builder()
                .name(processorOf(projection.name(), number))
                .eventHandlerInvoker(new GatheredEvents.Gathering(projection))
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(new WholeCommits(around.source(), this::alarm))
                .tokenStore(new EffectsFirst(around.tokens(), new Flushing()))
                .transactionManager(NoTransactionManager.instance())
                .coordinatorExecutor(coordinator)
                .workerExecutor(worker)
                .initialSegmentCount(settings.segments())
                .initialToken(source -> source.createTailToken()) // by default it would be a replay up to the head
                .batchSize(settings.batchSize())
                .claimExtensionThreshold(settings.claimTimeout().toMillis() / 4)
                .tokenClaimInterval(settings.claimTimeout().toMillis() / 4)
                .build();
    }

    static String processorOf(String projection, int generation) {
        return projection + "-" + generation;
    }

    private ThreadFactory threads(String work) {
        String name = processorOf(projection.name(), number) + "-" + work + "-";
        return Thread.ofPlatform().name(name, 0).daemon().factory();
    }

    /** What comes after the end is passed over: Axon and the log may still call back then. */
    private static ScheduledThreadPoolExecutor silentAfterTheEnd(ScheduledThreadPoolExecutor executor) {
        executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return executor;
    }

    int number() {
        return number;
    }

    StoredViews<V> stored() {
        return stored;
    }

    Parking parking() {
        return parking;
    }

    void start() {
        parking.prepare();
        stored.prepare();
        int[] known = around.tokens().fetchSegments(processorOf(projection.name(), number));
        IntStream segments = known.length > 0
                ? IntStream.of(known)
                : IntStream.range(0, around.settings().segments());
        segments.forEach(segment -> around.standings().reached(projection.name(), number, segment, 0));
        processor.start();
    }

    /** Ends the work under way and lets go of the segments. */
    void stop() {
        processor
                .shutdownAsync()
                .completeOnTimeout(null, 10, TimeUnit.SECONDS)
                .exceptionally(_ -> null)
                .join();
        coordinator.close();
        worker.close();
    }

    /** What broke the log for this reader, if something has. */
    @Nullable
    LogBroken broken() {
        return broken.get();
    }

    /** Whether a segment's last batch failed, and its processor is waiting to try again. */
    boolean failing() {
        return processor.isError()
                || processor.processingStatus().values().stream().anyMatch(status -> status.isErrorState());
    }

    /** Tries again with the subjects for which somebody wishes it and which this process works on. Returns how many did well. */
    int retryWished() {
        int well = 0;
        for (String subject : parking.wished()) {
            for (Segment segment : segments()) {
                if (ProjectionProgress.isIn(segment, subject)) {
                    well += retry(subject, segment.getSegmentId()) ? 1 : 0;
                }
            }
        }
        return well;
    }

    private List<Segment> segments() {
        int[] all = around.tokens().fetchSegments(processorOf(projection.name(), number));
        return all.length == 0 ? List.of() : List.of(Segment.computeSegments(all));
    }

    private boolean retry(String subject, int segment) {
        ReentrantLock lock = lock(segment);
        lock.lock();
        try {
            Long upTo = claimed.get(segment);
            if (upTo == null) {
                return false; // another process works on it, and sees the wish there
            }
            List<RecordedEvent> events = new ArrayList<>();
            try (Cursor<RecordedEvent> all = around.log().subjects(List.of(subject), upTo)) {
                all.forEach(events::add);
            }
            return digestion.retry(subject, events);
        } finally {
            lock.unlock();
        }
    }

    private ReentrantLock lock(int segment) {
        return locks.computeIfAbsent(segment, _ -> new ReentrantLock());
    }

    private void alarm(LogBroken e) {
        if (broken.compareAndSet(null, e)) {
            LOG.error("The log is broken, projection {} stops: {}", projection.name(), e.getMessage());
            Thread.startVirtualThread(processor::shutDown);
        }
    }

    /** The last position that all of its segments have processed, on whatever node. */
    long reached() {
        return ProjectionProgress.lowest(
                around.standings().progress(projection.name(), number).values());
    }

    private static long completed(@Nullable TrackingToken token) {
        return token instanceof LogToken place ? place.completed() : 0;
    }

    private final class Flushing implements Effects {
        @Override
        public void claimed(int segment, @Nullable TrackingToken token) {
            digestion.forget(); // another process may have written since
            done(segment, token);
        }

        @Override
        public void flush(int segment, @Nullable TrackingToken token) {
            ReentrantLock lock = lock(segment);
            lock.lock();
            try {
                GatheredEvents.current().ifPresent(batch -> digestion.digest(batch.bySubject()));
                claimed.put(segment, completed(token)); // with the lock held: a retry must go as far as this batch went
            } finally {
                lock.unlock();
            }
        }

        @Override
        public Duration mayWait() {
            return TOKEN_MAY_WAIT;
        }

        @Override
        public void done(int segment, @Nullable TrackingToken token) {
            long position = completed(token);
            claimed.put(segment, position);
            around.standings().reached(projection.name(), number, segment, position);
            around.signals().raise();
        }

        @Override
        public void rest(Duration most) {
            around.signals().rest(most);
        }

        @Override
        public void released(int segment) {
            claimed.remove(segment);
            digestion.forget();
        }
    }
}
