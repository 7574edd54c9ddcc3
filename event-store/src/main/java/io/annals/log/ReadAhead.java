package io.annals.log;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stretch of the log, read and checked ahead of its reader on a thread of its own, in chunks, a few of them at most. A read
 * that breaks off is taken up where it stood.
 *
 * @param <T> what a commit is turned into while it is read ahead
 */
final class ReadAhead<T> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReadAhead.class);
    private static final int CHUNKS = 4;
    private static final int MOST_COMMITS = 500;
    private static final long MOST_BYTES = 2 << 20;
    private static final int MOST_BREAKS = 10;

    /** Commits in order; the last chunk carries why there is no more: the end, or what went wrong. */
    record Chunk<T>(List<T> commits, boolean last, @Nullable RuntimeException failure) {}

    private final LogCollections collections;
    private final Chain chain;
    private final long upTo;
    private final Function<StoredCommit, T> decode;
    private final Runnable arrived;
    private final ArrayBlockingQueue<Chunk<T>> chunks = new ArrayBlockingQueue<>(CHUNKS);
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param after the place to start behind; its hash is known
     * @param upTo the last position to read; every position up to there must exist
     * @param arrived called whenever a chunk has come; must not block
     */
    ReadAhead(
            LogCollections collections,
            EventLog.Place after,
            long upTo,
            Function<StoredCommit, T> decode,
            Runnable arrived) {
        this.collections = collections;
        this.chain = new Chain(after.position(), Objects.requireNonNull(after.hash()));
        this.upTo = upTo;
        this.decode = decode;
        this.arrived = arrived;
        this.thread = Thread.ofVirtual().name("annals-read-ahead").start(this::run);
    }

    /** The next chunk, waiting for it; never null. Not to be called again after the last. */
    Chunk<T> take() throws InterruptedException {
        return chunks.take();
    }

    /** The next chunk if it is there already. */
    @Nullable
    Chunk<T> poll() {
        return chunks.poll();
    }

    private void run() {
        RuntimeException failure = null;
        try {
            Pause pause = new Pause(() -> closed);
            for (int breaks = 0; chain.place().position() < upTo && !closed; ) {
                try {
                    readOn();
                } catch (MongoException e) {
                    if (++breaks > MOST_BREAKS) {
                        throw new LogUnavailable(
                                "reading broke off after " + chain.place().position(), e);
                    }
                    log.info(
                            "Reading broke off after {}, taking it up again: {}",
                            chain.place().position(),
                            e.toString());
                    pause.more();
                }
            }
        } catch (InterruptedException e) {
            failure = new LogUnavailable("reading was interrupted", e);
        } catch (RuntimeException e) {
            failure = e;
        }
        deliver(new Chunk<>(List.of(), true, failure));
    }

    private void readOn() throws InterruptedException {
        List<T> commits = new ArrayList<>();
        long bytes = 0;
        try (MongoCursor<RawBsonDocument> cursor = collections
                .between(chain.place().position(), upTo)
                .batchSize(2_000)
                .iterator()) {
            while (!closed && cursor.hasNext()) {
                StoredCommit commit = StoredCommit.of(cursor.next());
                chain.follow(commit);
                commits.add(decode.apply(commit));
                bytes += commit.bytes().length;
                if (commits.size() == MOST_COMMITS || bytes > MOST_BYTES) {
                    deliver(new Chunk<>(commits, false, null));
                    commits = new ArrayList<>();
                    bytes = 0;
                }
            }
        } finally {
            if (!commits.isEmpty()) {
                deliver(new Chunk<>(commits, false, null));
            }
        }
        if (!closed && chain.place().position() < upTo) {
            throw new LogBroken("the log ends with " + chain.place().position() + " though it reached " + upTo);
        }
    }

    private void deliver(Chunk<T> chunk) {
        boolean delivered = false;
        while (!closed && !delivered) {
            try {
                delivered = chunks.offer(chunk, 1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                if (closed) {
                    return;
                }
            }
        }
        arrived.run();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
