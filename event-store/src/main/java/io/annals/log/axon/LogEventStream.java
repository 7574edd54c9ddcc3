package io.annals.log.axon;

import io.annals.log.Commit;
import io.annals.log.EventLog.Tail;
import io.annals.log.RecordedEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;

/**
 * One processor's view of the tail: commits taken apart into messages. Synchronized, since a coordinator with several threads
 * takes a last look around while the next one begins; closing and the call back never wait.
 */
final class LogEventStream implements BlockingStream<TrackedEventMessage<?>> {
    private static final int COMMITS_AT_ONCE = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Tail tail;
    private final LogToken start;
    private final PayloadEncoding encoding;
    private final Queue<LogEventMessage> ready = new ArrayDeque<>();
    private volatile boolean closed;

    LogEventStream(Tail tail, LogToken start, PayloadEncoding encoding) {
        this.tail = tail;
        this.start = start;
        this.encoding = encoding;
    }

    @Override
    public synchronized Optional<TrackedEventMessage<?>> peek() {
        return hasNextAvailable() ? Optional.of(ready.element()) : Optional.empty();
    }

    @Override
    public synchronized boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        return !ready.isEmpty() || fill(Duration.of(timeout, unit.toChronoUnit()));
    }

    @Override
    public synchronized TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (ready.isEmpty()) {
            if (closed) {
                throw new IllegalStateException("the stream has been closed");
            }
            fill(PATIENCE);
        }
        return ready.remove();
    }

    /** Calls back from any thread whenever there may be more; Axon then has no need to poll. */
    @Override
    public boolean setOnAvailableCallback(Runnable callback) {
        tail.onAvailable(() -> wake(callback));
        return true;
    }

    /** A processor gives up its threads before its stream: then there is nobody to wake, and that is no failure of the log. */
    private void wake(Runnable callback) {
        try {
            if (!closed) {
                callback.run();
            }
        } catch (RejectedExecutionException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        tail.close();
    }

    private boolean fill(Duration wait) throws InterruptedException {
        for (Commit commit : tail.poll(COMMITS_AT_ONCE, wait)) {
            for (RecordedEvent event : start.rest(commit)) {
                ready.add(new LogEventMessage(event, LogToken.of(commit, event.index()), encoding));
            }
        }
        return !ready.isEmpty();
    }
}
