package io.annals.log;

import com.mongodb.MongoException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.bson.RawBsonDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log read side by side: it is cut into stretches of positions, a few threads read one each and work on it, and the
 * results are taken in the order of the log. Memory is bounded: three stretches a thread are under way or lie ready.
 */
final class Stretches {
    private static final Logger log = LoggerFactory.getLogger(Stretches.class);
    /** Commits a stretch: enough to make the question's cost small beside the answer's, and one answer of the server. */
    static final int LENGTH = 2_000;

    private static final int MOST_THREADS = 8; // the primary has other work to do
    private static final int MOST_TRIES = 10;

    private final LogCollections collections;

    Stretches(LogCollections collections) {
        this.collections = collections;
    }

    /** What is made of a stretch; on any thread, and again from its beginning after a read that broke off. */
    interface Work<T> {
        /** @param commits those with {@code after < position <= upTo} that exist, in order */
        T on(long after, long upTo, Iterable<RawBsonDocument> commits);
    }

    /**
     * Works through {@code after < position <= upTo}.
     *
     * @param taking gets the results in order on the caller's thread; false when it needs no more
     * @throws MongoException when the database does not answer, after some tries
     */
    <T> void inOrder(long after, long upTo, Work<T> work, Predicate<T> taking) {
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, MOST_THREADS);
        Deque<Future<T>> underWay = new ArrayDeque<>();
        ExecutorService readers = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().daemon().name("annals-stretch-", 0).factory());
        try {
            long next = after;
            boolean more = true;
            while (more && (next < upTo || !underWay.isEmpty())) {
                while (next < upTo && underWay.size() < 3 * threads) {
                    long from = next;
                    long to = Math.min(upTo, from + LENGTH);
                    underWay.add(readers.submit(() -> stretch(from, to, work)));
                    next = to;
                }
                more = taking.test(underWay.remove().get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailable("reading the log was interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } finally {
            readers.shutdownNow();
        }
    }

    private <T> T stretch(long after, long upTo, Work<T> work) throws InterruptedException {
        Pause pause = new Pause(() -> false);
        for (int tries = 1; ; tries++) {
            try {
                return work.on(after, upTo, collections.between(after, upTo).batchSize(LENGTH));
            } catch (MongoException e) {
                if (tries == MOST_TRIES || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                log.info("Reading {} to {} broke off, trying again: {}", after + 1, upTo, e.toString());
                pause.more();
            }
        }
    }
}
