package io.annals.log;

import io.annals.log.EventLog.Place;
import io.annals.log.EventLog.Verification;
import java.util.function.LongConsumer;
import org.bson.RawBsonDocument;

/** Recomputes the whole chain from the stored bytes. */
final class Verifying {
    private static final int REPORT_EVERY = 1_000;

    private final LogCollections collections;

    Verifying(LogCollections collections) {
        this.collections = collections;
    }

    Verification verify(LongConsumer progress) {
        Chain chain = new Chain(0, ChainHash.GENESIS);
        long events = 0;
        long head = collections.head();
        try {
            for (RawBsonDocument raw : collections.between(0, head).batchSize(5_000)) {
                StoredCommit commit = StoredCommit.of(raw);
                chain.follow(commit);
                events += commit.eventCount();
                if (commit.position() % REPORT_EVERY == 0) {
                    progress.accept(commit.position());
                }
            }
        } catch (LogBroken | IllegalArgumentException | IndexOutOfBoundsException e) {
            return new Verification(
                    chain.place().position(), events, chain.place().position() + 1, e.getMessage());
        }
        Place reached = chain.place();
        progress.accept(reached.position());
        return reached.position() == head
                ? new Verification(head, events, null, null)
                : new Verification(reached.position(), events, reached.position() + 1, "the log ends before its head");
    }
}
