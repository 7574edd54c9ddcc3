package io.annals.benchmarks.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** A closed loop: each caller calls again as soon as it has been answered. Callers are virtual threads, whoever is called. */
final class Load {
    private Load() {}

    /** One call. */
    interface Call {
        void make() throws Exception;
    }

    /**
     * How many calls a second are answered: each caller's calls over the time that they took it, added up. A call that was made
     * within the time counts with all of its own, so that a few long calls are measured as exactly as many short ones.
     */
    static double callsASecond(int callers, Duration time, Call call) throws InterruptedException, ExecutionException {
        CountDownLatch ready = new CountDownLatch(callers);
        CountDownLatch go = new CountDownLatch(1);
        Callable<Double> caller = () -> {
            ready.countDown();
            go.await();
            long began = System.nanoTime();
            long taken;
            long made = 0;
            do {
                call.make();
                made++;
                taken = System.nanoTime() - began;
            } while (taken < time.toNanos());
            return made / (taken / 1e9);
        };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Double>> rates = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                rates.add(threads.submit(caller));
            }
            ready.await();
            go.countDown();
            double sum = 0;
            for (Future<Double> rate : rates) {
                sum += rate.get();
            }
            return sum;
        }
    }

    /** Nanoseconds of so many calls, one after the other. */
    static void time(Histogram nanos, int calls, Call call) throws Exception {
        for (int i = 0; i < calls; i++) {
            long began = System.nanoTime();
            call.make();
            nanos.recordValue(System.nanoTime() - began);
        }
    }
}
