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

    /** How many calls a second are answered in that time; those that are answered later do not count. */
    static double callsASecond(int callers, Duration time, Call call) throws InterruptedException, ExecutionException {
        CountDownLatch ready = new CountDownLatch(callers);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> counts = new ArrayList<>();
            long[] until = new long[1];
            CountDownLatch go = new CountDownLatch(1);
            Callable<Long> caller = () -> {
                ready.countDown();
                go.await();
                long made = 0;
                while (true) {
                    call.make();
                    if (System.nanoTime() - until[0] > 0) {
                        return made;
                    }
                    made++;
                }
            };
            for (int i = 0; i < callers; i++) {
                counts.add(threads.submit(caller));
            }
            ready.await();
            until[0] = System.nanoTime() + time.toNanos();
            go.countDown();
            long sum = 0;
            for (Future<Long> count : counts) {
                sum += count.get();
            }
            return sum / (time.toNanos() / 1e9);
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
