package io.annals.query.projection;

import io.annals.log.EventLog.Cursor;
import io.annals.log.LogBroken;
import io.annals.log.RecordedEvent;
import io.annals.log.axon.BatchInvoker;
import io.annals.log.axon.BatchInvoker.BatchHandler;
import io.annals.log.axon.LogEventMessage;
import io.annals.log.axon.LogToken;
import io.annals.log.axon.PromptCoordinator;
import io.annals.log.axon.SparingTokenStore;
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
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An Axon processor that reads the log for one generation or several: each batch is read and decoded once, folded by those
 * whom it concerns, and noted once. It works on the segments that it has claimed.
 */
final class Reader {
    /** An event that is folded again changes nothing; to store a token costs as much as to write a batch of views. */
    private static final Duration TOKEN_MAY_WAIT = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(Reader.class);

    private final String name;
    private final List<Generation<?>> generations;
    private final List<Projection<?>> projections = new ArrayList<>();
    private final int segments;
    private final Progress progress;
    private final Surroundings around;
    private final FanOut fanOut;
    private final PooledStreamingEventProcessor processor;
    private final ScheduledThreadPoolExecutor coordinator;
    private final ScheduledThreadPoolExecutor worker;
    private final Map<Integer, Long> claimed = new ConcurrentHashMap<>();
    private final Map<Integer, ReentrantLock> locks = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable LogBroken> broken = new AtomicReference<>();

    /**
     * @param name of its tokens
     * @param segments into how many parts it deals the subjects, if it has no tokens yet
     * @param beginning from where it reads, if it has no tokens yet
     */
    Reader(
            String name,
            List<Generation<?>> generations,
            int segments,
            LogToken beginning,
            Progress progress,
            Surroundings around) {
        this.name = name;
        this.generations = List.copyOf(generations);
        this.segments = segments;
        this.progress = progress;
        this.around = around;
        generations.forEach(generation -> projections.add(generation.projection()));
        fanOut = new FanOut(this.generations, around.folding());
        long claimRound = around.settings().claimTimeout().toMillis() / 4;
        coordinator = silentAfterTheEnd(new PromptCoordinator(1, threads("coordinator")));
        worker = silentAfterTheEnd(new ScheduledThreadPoolExecutor(
                Math.min(segments, Runtime.getRuntime().availableProcessors()), threads("worker")));
        processor = PooledStreamingEventProcessor.builder()
                .name(name)
                .eventHandlerInvoker(new BatchInvoker(new Folding()))
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(new WholeCommits(around.source(), this::alarm))
                .tokenStore(new SparingTokenStore(around.tokens(), new Claims()))
                .transactionManager(NoTransactionManager.instance())
                .coordinatorExecutor(coordinator)
                .workerExecutor(worker)
                .initialSegmentCount(segments)
                .initialToken(_ -> beginning)
                .batchSize(around.settings().batchSize())
                .claimExtensionThreshold(claimRound)
                .tokenClaimInterval(claimRound)
                .build();
    }

    /** One that reads for a single generation, beside all others. */
    static Reader alone(Generation<?> generation, Surroundings around) {
        String projection = generation.projection().name();
        int number = generation.number();
        return new Reader(
                nameOf(projection, number),
                List.of(generation),
                around.settings().segments(),
                LogToken.BEGINNING,
                new Progress.Alone(around.standings(), projection, number),
                around);
    }

    /** The group's. What it notes after the group has changed is refused. */
    static Reader ofGroup(Group group, List<Generation<?>> members, Surroundings around) {
        return new Reader(
                group.reader(),
                members,
                group.progress().size(),
                group.begin(),
                new Progress.Grouped(around.standings().groups(), group.epoch()),
                around);
    }

    static String nameOf(String projection, int generation) {
        return projection + "-" + generation;
    }

    private ThreadFactory threads(String work) {
        return Thread.ofPlatform().name(name + "-" + work + "-", 0).daemon().factory();
    }

    /** What comes after the end is passed over: Axon and the log may still call back then. */
    private static ScheduledThreadPoolExecutor silentAfterTheEnd(ScheduledThreadPoolExecutor executor) {
        executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return executor;
    }

    void start() {
        generations.forEach(Generation::prepare);
        int[] known = around.tokens().fetchSegments(name);
        progress.begins(known.length > 0 ? IntStream.of(known) : IntStream.range(0, segments));
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

    List<Generation<?>> generations() {
        return generations;
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

    /** Those by whom alone its batches have failed, again and again. */
    List<String> obstacles() {
        return fanOut.obstacles();
    }

    /** Tries again with the subjects for which somebody wishes it and which this process works on. */
    void retryWished(Generation<?> generation) {
        int[] all = around.tokens().fetchSegments(name);
        Segment[] segments = all.length == 0 ? new Segment[0] : Segment.computeSegments(all);
        for (String subject : generation.parking().wished()) {
            for (Segment segment : segments) {
                if (ProjectionProgress.isIn(segment, subject)) {
                    retry(generation, subject, segment.getSegmentId());
                }
            }
        }
    }

    private void retry(Generation<?> generation, String subject, int segment) {
        ReentrantLock lock = lock(segment);
        lock.lock();
        try {
            Long upTo = claimed.get(segment);
            if (upTo != null) { // otherwise another process works on it, and sees the wish there
                List<RecordedEvent> events = new ArrayList<>();
                try (Cursor<RecordedEvent> all = around.log().subjects(List.of(subject), upTo)) {
                    all.forEach(events::add);
                }
                generation.retry(subject, events);
            }
        } finally {
            lock.unlock();
        }
    }

    private ReentrantLock lock(int segment) {
        return locks.computeIfAbsent(segment, _ -> new ReentrantLock());
    }

    private void alarm(LogBroken e) {
        if (broken.compareAndSet(null, e)) {
            LOG.error("The log is broken, {} stops: {}", name, e.getMessage());
            Thread.startVirtualThread(processor::shutDown);
        }
    }

    private void reached(int segment, long position) {
        progress.reached(segment, position);
        around.signals().raise();
    }

    private final class Folding implements BatchHandler {
        /** Every segment takes every event, so that each knows how far it is also when nothing was for it. */
        @Override
        public boolean canHandle(EventMessage<?> message, Segment segment) {
            return true;
        }

        @Override
        public void handle(Segment segment, List<LogEventMessage> messages) {
            int id = segment.getSegmentId();
            Batch batch = Batch.of(messages, segment, projections, around.encoding(), around.keyring());
            long position = completed(messages.getLast().trackingToken());
            ReentrantLock lock = lock(id);
            lock.lock();
            try {
                fanOut.digest(batch);
                claimed.put(id, position); // with the lock held: a retry must go as far as this batch went
            } finally {
                lock.unlock();
            }
            reached(id, position);
        }

        @Override
        public void rest(Duration most) {
            around.signals().rest(most);
        }
    }

    private final class Claims implements SparingTokenStore.Owner {
        @Override
        public Duration tokenMayWait() {
            return TOKEN_MAY_WAIT;
        }

        @Override
        public void claimed(int segment, @Nullable TrackingToken token) {
            generations.forEach(Generation::forget); // another process may have written since
            claimed.put(segment, completed(token));
            reached(segment, completed(token));
        }

        @Override
        public void released(int segment) {
            claimed.remove(segment);
            generations.forEach(Generation::forget);
        }
    }

    private static long completed(@Nullable TrackingToken token) {
        return token instanceof LogToken place ? place.completed() : 0;
    }
}
