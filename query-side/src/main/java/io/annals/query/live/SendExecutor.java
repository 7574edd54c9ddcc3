package io.annals.query.live;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The few threads that hand messages to sockets, in the order in which they are given them. None ever waits for a client. */
final class SendExecutor implements Executor, AutoCloseable {
    private final ExecutorService threads;

    SendExecutor(int count) {
        threads = new ThreadPoolExecutor(
                count,
                count,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().name("live-sender-", 0).daemon().factory(),
                new ThreadPoolExecutor.DiscardPolicy()); // sockets that outlast the senders have nothing to be sent
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
