package io.annals.log;

import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one batch and does not rest until it is certain what became of it. An acknowledgement is certain at once; all
 * else is decided by what the majority sees, and until that shows something the identical documents are sent again to the
 * same positions, since the server may still be carrying out an earlier try.
 */
final class Sending {
    private static final Logger log = LoggerFactory.getLogger(Sending.class);
    private static final int DUPLICATE_KEY = 11_000;

    private final LogCollections collections;
    private final ClientSession session;
    private final Lookups lookups;
    private final long attemptMillis;
    private final Counter unknown;
    private final BooleanSupplier closing;
    private final BsonBytes message = new BsonBytes(1 << 20);

    Sending(
            LogCollections collections,
            ClientSession session,
            Lookups lookups,
            Duration attempt,
            Counter unknown,
            BooleanSupplier closing) {
        this.collections = collections;
        this.session = session;
        this.lookups = lookups;
        this.attemptMillis = attempt.toMillis();
        this.unknown = unknown;
        this.closing = closing;
    }

    /** What the server said to one try. */
    private enum Answer {
        ACKNOWLEDGED,
        DUPLICATE,
        UNKNOWN
    }

    /**
     * @throws InterruptedException when the log is closed before the outcome is known
     * @throws LogBroken when the head that the batch follows is no longer what it was
     */
    Outcome send(Batch batch) throws InterruptedException {
        int landed = 0;
        Pause pause = new Pause(closing);
        while (true) {
            Answer answer = tryFrom(batch, landed);
            if (answer == Answer.ACKNOWLEDGED) {
                return new Outcome.Landed(batch.size());
            }
            try {
                List<StoredCommit> seen = seen(batch);
                if (seen != null) {
                    landed = Math.max(landed, ownAmong(seen, batch));
                    if (landed == batch.size()) {
                        return new Outcome.Landed(landed);
                    }
                    if (seen.size() > landed) {
                        return new Outcome.RaceLost(landed);
                    }
                    if (answer == Answer.DUPLICATE
                            && lookups.placeTaken(batch.drafts.get(landed), batch.position(landed))) {
                        return new Outcome.PlaceTaken(landed);
                    }
                }
            } catch (MongoException e) {
                log.warn(
                        "Reading back what became of commit {} failed, trying again: {}",
                        batch.position(0),
                        e.toString());
            }
            pause.more();
        }
    }

    private Answer tryFrom(Batch batch, int index) {
        RawBsonDocument insert = batch.insertFrom(index, attemptMillis, message);
        try {
            Document reply = collections.database().runCommand(session, insert);
            List<Document> errors = reply.getList("writeErrors", Document.class, List.of());
            if (errors.isEmpty() && !reply.containsKey("writeConcernError")) {
                return Answer.ACKNOWLEDGED;
            }
            if (!errors.isEmpty() && errors.getFirst().getInteger("code", 0) == DUPLICATE_KEY) {
                return Answer.DUPLICATE;
            }
            log.warn("The outcome of commits from {} on is unknown: {}", batch.position(index), reply.toJson());
        } catch (MongoException e) {
            log.warn("The outcome of commits from {} on is unknown: {}", batch.position(index), e.toString());
        }
        unknown.increment();
        return Answer.UNKNOWN;
    }

    /** What the majority sees at the batch's positions; null while it does not even see the head before them. */
    private @Nullable List<StoredCommit> seen(Batch batch) {
        Head before = batch.before;
        List<StoredCommit> seen = new ArrayList<>();
        collections
                .log()
                .find(
                        session,
                        Filters.and(
                                Filters.gte("_id", before.position()),
                                Filters.lte("_id", batch.position(batch.size() - 1))))
                .sort(Sorts.ascending("_id"))
                .forEach(raw -> seen.add(StoredCommit.of(raw)));
        if (before.position() == 0) {
            return seen;
        }
        if (seen.isEmpty() || seen.getFirst().position() != before.position()) {
            log.warn("Commit {} was durable and cannot be seen now; waiting for it", before.position());
            return null;
        }
        if (!seen.getFirst().hash().equals(new ChainHash(before.hash()))) {
            throw new LogBroken("commit " + before.position() + " is another one than this process knows");
        }
        return seen.subList(1, seen.size());
    }

    private static int ownAmong(List<StoredCommit> seen, Batch batch) {
        int own = 0;
        while (own < seen.size()
                && own < batch.size()
                && seen.get(own).commitId().equals(batch.drafts.get(own).commitId)) {
            own++;
        }
        return own;
    }
}
