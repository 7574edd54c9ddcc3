package io.annals.app.cli;

import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Requests side by side, a bounded number at a time. */
final class Concurrently {
    private Concurrently() {}

    interface Request<T> {
        void send(T item) throws IOException, InterruptedException;
    }

    /** Sends one request an item; the first failure is thrown, after all have ended. */
    static <T> void forEach(Collection<T> items, int atOnce, Request<T> request)
            throws IOException, InterruptedException {
        Semaphore places = new Semaphore(atOnce);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Collection<? extends Future<?>> sent = items.stream()
                    .map(item -> threads.submit(() -> {
                        places.acquire();
                        try {
                            request.send(item);
                        } finally {
                            places.release();
                        }
                        return item;
                    }))
                    .toList();
            for (Future<?> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException known) {
                throw known;
            }
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }
}
