package io.annals.log.axon;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which pooled processors hand out their events: one for each processor.
 *
 * <p>When a segment's queue of 1,024 events is full, Axon 4.13 looks again after 100 ms, by when the segment has long been
 * idle: no processor gets past some ten thousand events a second in a replay. Here it looks again after 1 ms. Its other
 * delays, from 500 ms up, are kept.
 */
public final class PromptCoordinator extends ScheduledThreadPoolExecutor {
    private static final long AXONS_WAIT_MILLIS = 100;
    private static final long WAIT_MILLIS = 1;

    public PromptCoordinator(int processors, ThreadFactory threads) {
        super(processors, threads);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        long millis = unit.toMillis(delay);
        return millis > WAIT_MILLIS && millis <= AXONS_WAIT_MILLIS
                ? super.schedule(task, WAIT_MILLIS, TimeUnit.MILLISECONDS)
                : super.schedule(task, delay, unit);
    }
}
