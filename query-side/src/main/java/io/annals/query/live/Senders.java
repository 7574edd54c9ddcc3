package io.annals.query.live;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The few threads that hand messages to sockets, in the order in which they are given them. None ever waits for a client. */
final class Senders implements Executor, AutoCloseable {
    private final ExecutorService threads;

    Senders(int count) {
        threads = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().name("live-sender-", 0).daemon().factory());
    }

    @Override
    public void execute(Runnable sending) {
        threads.execute(sending);
    }

    /** Waits until all that they were given before has been begun, at most so long. */
    void await(Duration most) throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        threads.execute(begun::countDown);
        boolean _ = begun.await(most.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
