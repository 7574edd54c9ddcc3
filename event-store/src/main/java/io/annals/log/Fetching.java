package io.annals.log;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCursor;
import io.annals.log.Chunks.Chunk;
import java.util.ArrayList;
import java.util.List;
import org.bson.RawBsonDocument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The documents of a stretch of the log as the database gives them, fetched ahead of who checks and decodes them, so that either
 * is at work all the time. A read that breaks off is taken up where it stood. Nothing is looked at but positions.
 */
final class Fetching implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Fetching.class);
    private static final int MOST_COMMITS = 500;

    /** The first chunk is this small, each further one twice as large up to the most; so long each is a question of its own. */
    private static final int FIRST_COMMITS = 16;

    /** Of a reader for whom there is no room besides one chunk. */
    private static final int NARROW_COMMITS = 64;

    private static final int BATCH = 1_000;
    private static final long MOST_BYTES = 2 << 20;
    private static final int MOST_BREAKS = 10;

    private final LogCollections collections;
    private final long upTo;
    private final Chunks<RawBsonDocument> fetched;
    private long reached;
    private int chunk = FIRST_COMMITS;

    /** @param upTo the last position to read; every position up to there must exist */
    Fetching(LogCollections collections, long after, long upTo, Chunks<RawBsonDocument> fetched) {
        this.collections = collections;
        this.reached = after;
        this.upTo = upTo;
        this.fetched = fetched;
    }

    @Override
    public void run() {
        try {
            RuntimeException failure = null;
            try {
                fetch();
            } catch (RuntimeException e) {
                failure = e;
            }
            fetched.put(Chunk.end(failure));
        } catch (InterruptedException e) {
            log.debug("No more is read: {}", e.getMessage());
        }
    }

    private void fetch() throws InterruptedException {
        Pause pause = new Pause(fetched::closed);
        for (int breaks = 0; reached < upTo && !fetched.closed(); ) {
            try {
                fetchOn();
            } catch (MongoException e) {
                if (++breaks > MOST_BREAKS) {
                    throw new LogUnavailable("reading broke off after " + reached, e);
                }
                log.info("Reading broke off after {}, taking it up again: {}", reached, e.toString());
                pause.more();
            }
        }
    }

    private void fetchOn() throws InterruptedException {
        List<RawBsonDocument> documents = new ArrayList<>();
        long bytes = 0;
        long until = chunk < MOST_COMMITS ? Math.min(upTo, reached + chunk) : upTo;
        try (MongoCursor<RawBsonDocument> cursor =
                collections.between(reached, until).batchSize(BATCH).iterator()) {
            while (!fetched.closed() && cursor.hasNext()) {
                RawBsonDocument document = cursor.next();
                documents.add(document);
                bytes += document.getByteBuffer().remaining();
                if (documents.size() >= chunk || bytes > MOST_BYTES) {
                    handOn(documents);
                    documents = new ArrayList<>();
                    bytes = 0;
                }
            }
        } finally {
            handOn(documents);
        }
        if (!fetched.closed() && reached < until) {
            throw new LogBroken("the log ends with " + reached + " though it reached " + upTo);
        }
    }

    private void handOn(List<RawBsonDocument> documents) throws InterruptedException {
        if (!documents.isEmpty()) {
            reached = documents.getLast().getNumber("_id").longValue();
            fetched.put(Chunk.of(documents));
            chunk = Math.min(fetched.isWide() ? MOST_COMMITS : NARROW_COMMITS, 2 * chunk);
        }
    }
}
