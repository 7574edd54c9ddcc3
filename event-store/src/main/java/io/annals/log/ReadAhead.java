package io.annals.log;

import io.annals.log.Chunks.Chunk;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stretch of the log, read and checked ahead of its reader in chunks, a few of them at most: one thread fetches, one follows
 * the chain and decodes, and the reader has what has come.
 *
 * @param <T> what a commit is turned into while it is read ahead
 */
final class ReadAhead<T> implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ReadAhead.class);
    private static final int CHUNKS = 4;

    /** Chunks that all readers of the process have on their way beside one each: a chunk of at most 2 MiB for 16 MiB of heap. */
    private static final Semaphore SHARED =
            new Semaphore((int) Math.clamp(Runtime.getRuntime().maxMemory() >> 24, 8, 256));

    private final Chain chain;
    private final Function<StoredCommit, T> decode;
    private final Runnable arrived;
    private final Chunks<RawBsonDocument> fetched = new Chunks<>(CHUNKS, SHARED);
    private final Chunks<T> decoded = new Chunks<>(CHUNKS, SHARED);
    private final List<Thread> threads;

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
        this.chain = new Chain(after.position(), Objects.requireNonNull(after.hash()));
        this.decode = decode;
        this.arrived = arrived;
        this.threads = List.of(
                Thread.ofVirtual()
                        .name("annals-fetch-ahead")
                        .start(new Fetching(collections, after.position(), upTo, fetched)),
                Thread.ofVirtual().name("annals-read-ahead").start(this::run));
    }

    /** The next chunk, waiting for it; never null. Not to be called again after the last. */
    Chunk<T> take() throws InterruptedException {
        return decoded.take();
    }

    /** The next chunk if it is there already. */
    @Nullable
    Chunk<T> poll() {
        return decoded.poll();
    }

    private void run() {
        try {
            RuntimeException failure = null;
            try {
                Chunk<RawBsonDocument> chunk = fetched.take();
                for (; !chunk.last(); chunk = fetched.take()) {
                    decode(chunk.items());
                }
                failure = chunk.failure();
            } catch (RuntimeException e) {
                failure = e;
                fetched.close();
            }
            deliver(Chunk.end(failure));
        } catch (InterruptedException e) {
            log.debug("No more is read: {}", e.getMessage());
        }
    }

    /** Where the chain breaks the reader still gets what stands before. */
    private void decode(List<RawBsonDocument> documents) throws InterruptedException {
        List<T> commits = new ArrayList<>(documents.size());
        try {
            for (RawBsonDocument document : documents) {
                StoredCommit commit = StoredCommit.of(document);
                chain.follow(commit);
                commits.add(decode.apply(commit));
            }
        } finally {
            if (!commits.isEmpty()) {
                deliver(Chunk.of(commits));
            }
        }
    }

    private void deliver(Chunk<T> chunk) throws InterruptedException {
        decoded.put(chunk);
        arrived.run();
    }

    @Override
    public void close() {
        fetched.close();
        decoded.close();
        threads.forEach(Thread::interrupt);
    }
}
