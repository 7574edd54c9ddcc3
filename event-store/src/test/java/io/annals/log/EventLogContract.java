package io.annals.log;

import static io.annals.log.Examples.proposal;

import io.annals.log.EventLog.Cursor;
import io.annals.log.EventLog.Tail;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What whoever uses a log may rely on, as sentences: {@link AppendingContract}, {@link DecidingContract},
 * {@link ReadingContract}, {@link FollowingContract}. Every sentence must fail against a log that does nothing.
 */
abstract class EventLogContract {
    private final List<EventLog> opened = new ArrayList<>();
    protected EventLog log;

    /** Opens a log on the database of this test: two of them share what they record. */
    abstract EventLog open(InstantSource clock);

    /** How long to wait for what must come. */
    Duration patience() {
        return Duration.ofSeconds(20);
    }

    @BeforeEach
    void open() {
        log = another(InstantSource.system());
    }

    final EventLog another(InstantSource clock) {
        EventLog another = open(clock);
        opened.add(another);
        return another;
    }

    @AfterEach
    void close() {
        opened.forEach(EventLog::close);
    }

    final long append(EventLog to, Proposal proposal) {
        return await(to.append(proposal).durable());
    }

    final <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("refused: " + e.getCause(), e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    final @Nullable Throwable refusal(EventLog by, Proposal proposal) {
        return outcome(by.append(proposal).durable());
    }

    final @Nullable Throwable refusal(EventLog by, Proposal proposal, Appending buildsOn) {
        return outcome(by.append(proposal, buildsOn).durable());
    }

    /** Why it failed, or null when it did not. */
    final @Nullable Throwable outcome(CompletableFuture<Long> future) {
        try {
            future.orTimeout(patience().toMillis(), TimeUnit.MILLISECONDS).join();
            return null;
        } catch (CompletionException e) {
            return e.getCause();
        } catch (RuntimeException e) {
            return e;
        }
    }

    static List<Commit> all(EventLog log, long after) {
        List<Commit> commits = new ArrayList<>();
        try (Cursor<Commit> cursor = log.read(after)) {
            cursor.forEach(commits::add);
        }
        return commits;
    }

    final List<Long> take(Tail tail, int count) throws InterruptedException {
        List<Long> positions = new ArrayList<>();
        long until = System.nanoTime() + patience().toNanos();
        while (positions.size() < count && System.nanoTime() < until) {
            tail.poll(count - positions.size(), Duration.ofMillis(100)).forEach(c -> positions.add(c.position()));
        }
        return positions;
    }

    static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    /** What each of some threads does at the same time. */
    interface Part<T> {
        T play(int thread) throws Exception;
    }

    final <T> List<T> together(int threads, Part<T> part) {
        CyclicBarrier start = new CyclicBarrier(threads);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<T>> parts = IntStream.range(0, threads)
                    .mapToObj(thread -> pool.submit(() -> {
                        start.await(patience().toMillis(), TimeUnit.MILLISECONDS);
                        return part.play(thread);
                    }))
                    .toList();
            List<T> results = new ArrayList<>();
            try {
                for (Future<T> each : parts) {
                    results.add(each.get(3 * patience().toMillis(), TimeUnit.MILLISECONDS));
                }
            } catch (ExecutionException e) {
                throw new AssertionError(e.getCause());
            } catch (InterruptedException | TimeoutException e) {
                throw new AssertionError(e);
            } finally {
                pool.shutdownNow();
            }
            return results;
        }
    }
}
