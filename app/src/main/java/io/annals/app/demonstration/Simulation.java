package io.annals.app.demonstration;

import io.annals.app.cli.NotDone;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A life at a rate, told to a server. What happens with one customer is told in its order; a server that is slow is waited
 * for, so that no more than a bounded number of requests are under way.
 */
final class Simulation {
    private static final int LANES = 32;
    private static final int UNDER_WAY = 128;
    private static final double NANOS_A_MINUTE = 60e9;

    private final Life life;
    private final Narrator narrator;
    private final double nanosBetween;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    private Figures told = Figures.NONE;

    /** @param rate acts a minute, on average */
    Simulation(Life life, Narrator narrator, double rate, Clock clock) {
        this.life = life;
        this.narrator = narrator;
        this.nanosBetween = NANOS_A_MINUTE / rate;
        this.clock = clock;
    }

    /** Ends {@link #run}, as soon as what is under way is answered. */
    void stop() {
        stopped.countDown();
    }

    /**
     * Tells until the time is over, until it is stopped, or until the first failure.
     *
     * @param seed how unevenly it goes
     * @return what has been told; with a failure see {@link #figures()}
     * @throws NotDone when the server does not answer any more, or refuses the sender
     */
    Figures run(Duration atMost, long seed) throws InterruptedException {
        long begun = System.nanoTime();
        List<ExecutorService> lanes = new ArrayList<>();
        for (int i = 0; i < LANES; i++) {
            lanes.add(Executors.newSingleThreadExecutor(Thread.ofVirtual().factory()));
        }
        try {
            pace(lanes, begun, atMost, new SplittableRandom(seed));
        } finally {
            lanes.forEach(ExecutorService::close); // after what is under way
            Duration lasted = Duration.ofNanos(System.nanoTime() - begun);
            count(new Figures(0, 0, 0, Map.of(), Map.of(), lasted));
        }
        RuntimeException failed = failure.getAndSet(null);
        if (failed != null) {
            throw failed;
        }
        return figures();
    }

    synchronized Figures figures() {
        return told;
    }

    private synchronized void count(Figures more) {
        told = told.plus(more);
    }

    private void pace(List<ExecutorService> lanes, long begun, Duration atMost, SplittableRandom uneven)
            throws InterruptedException {
        Semaphore room = new Semaphore(UNDER_WAY);
        double due = 0;
        while (failure.get() == null) {
            due += nanosBetween * (0.5 + uneven.nextDouble());
            long wait = begun + (long) due - System.nanoTime();
            if (due > atMost.toNanos()) {
                wait = begun + atMost.toNanos() - System.nanoTime();
            }
            if (stopped.await(Math.max(0, wait), TimeUnit.NANOSECONDS) || due > atMost.toNanos()) {
                return;
            }
            Act act = life.next(clock.instant());
            room.acquire();
            lanes.get(Math.floorMod(act.customer().hashCode(), LANES)).execute(() -> {
                try {
                    tell(act);
                } finally {
                    room.release();
                }
            });
        }
    }

    private void tell(Act act) {
        try {
            count(narrator.tell(act));
        } catch (RuntimeException notTold) {
            failure.compareAndSet(null, notTold);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
