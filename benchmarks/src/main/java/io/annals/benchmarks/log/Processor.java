package io.annals.benchmarks.log;

import io.annals.events.Fact;
import io.annals.log.axon.PromptCoordinator;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.messaging.StreamableMessageSource;

/** Axon's pooled processor with one segment, large batches and a handler that adds up: what surrounds a fold in an Axon program. */
final class Processor {
    private static final int BATCH = 1_000;
    private static final Duration TO_BEGIN = Duration.ofSeconds(30);

    private final long events;
    private final Sum sum = new Sum();
    private volatile long handled;

    private Processor(long events) {
        this.events = events;
    }

    @EventHandler
    void on(Fact fact) {
        sum.add(fact);
        handled = sum.count();
    }

    /**
     * Events a second, from the first that is handled until the time is over or all have been.
     *
     * @param events how many there are
     */
    static double eventsASecond(Duration time, StreamableMessageSource<TrackedEventMessage<?>> source, long events) {
        Processor handler = new Processor(events);
        ScheduledExecutorService coordinator =
                new PromptCoordinator(1, Thread.ofPlatform().daemon().factory());
        ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor();
        PooledStreamingEventProcessor processor = PooledStreamingEventProcessor.builder()
                .name("replay")
                .eventHandlerInvoker(SimpleEventHandlerInvoker.builder()
                        .eventHandlers(handler)
                        .build())
                .errorHandler(PropagatingErrorHandler.instance())
                .messageSource(source)
                .tokenStore(new InMemoryTokenStore())
                .transactionManager(NoTransactionManager.instance())
                .coordinatorExecutor(coordinator)
                .workerExecutor(worker)
                .initialSegmentCount(1)
                .initialToken(any -> any.createTailToken())
                .batchSize(BATCH)
                .build();
        processor.start();
        try {
            return handler.watch(time);
        } finally {
            processor.shutDown();
            coordinator.shutdownNow();
            worker.shutdownNow();
        }
    }

    private double watch(Duration time) {
        long patience = System.nanoTime() + TO_BEGIN.toNanos();
        while (handled == 0) {
            if (System.nanoTime() - patience > 0) {
                throw new IllegalStateException("the processor has handled nothing within " + TO_BEGIN);
            }
            LockSupport.parkNanos(100_000);
        }
        long began = System.nanoTime();
        long before = handled;
        while (handled < events && System.nanoTime() - began < time.toNanos()) {
            LockSupport.parkNanos(500_000);
        }
        return (handled - before) / ((System.nanoTime() - began) / 1e9);
    }
}
