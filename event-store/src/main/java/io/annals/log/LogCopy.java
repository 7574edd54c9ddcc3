package io.annals.log;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.InsertManyOptions;
import io.annals.log.EventLog.Cursor;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/**
 * Copies a log into a new one of another database. A log is never changed in place: whoever wants its events in another form
 * imports it anew. Each commit keeps its position, its id and its instant; the chain is computed anew, over what is written.
 *
 * <p>Nobody else may append to the new log meanwhile. A copy that was broken off goes on where it ended.
 */
public final class LogCopy {
    private final String into;
    private final LogCollections target;
    private final MessageDigest sha = CommitBytes.sha256();

    /**
     * Opens the new log, and makes it where there is none.
     *
     * @param into the database of the new log
     * @throws IllegalStateException when that database cannot keep a log, with how to mend it
     */
    public LogCopy(MongoClient client, String into, InstantSource clock) {
        this.into = into;
        this.target = LogCollections.in(client, into, LogSettings.ordinary());
        StartupChecks.check(client, target, clock);
    }

    /**
     * Copies what the new log does not have yet, up to the head of the old one.
     *
     * @param change makes the events of a commit what they are to be in the new log, as many and in the same places
     * @param progress hears the position reached now and then
     * @return the position of the last commit
     * @throws IllegalStateException when the new log holds something else than a copy of the old one
     * @throws LogBroken when the old one is broken
     */
    public long copy(EventLog from, UnaryOperator<List<Event>> change, LongConsumer progress) {
        Head head = Head.of(target.last());
        refuseAnother(from, head);
        List<RawBsonDocument> batch = new ArrayList<>();
        int bytes = 0;
        try (Cursor<Commit> commits = from.read(head.position())) {
            for (Commit commit : commits) {
                byte[] document = placed(commit, change.apply(commit.events()), head);
                head = new Head(commit.position(), CommitBytes.hash(document), CommitBytes.at(document));
                if (batch.size() == Batch.MOST_COMMITS || bytes + document.length > Batch.MOST_BYTES) {
                    insert(batch);
                    progress.accept(commit.position() - 1);
                    bytes = 0;
                }
                batch.add(new RawBsonDocument(document));
                bytes += document.length;
            }
        }
        insert(batch);
        progress.accept(head.position());
        return head.position();
    }

    private byte[] placed(Commit commit, List<Event> events, Head head) {
        if (commit.position() != head.position() + 1
                || events.size() != commit.events().size()) {
            throw new IllegalStateException("commit " + commit.position() + " has no place behind " + head.position());
        }
        byte[] document = CommitBytes.unplaced(commit.commitId(), events);
        CommitBytes.place(
                document,
                CommitBytes.digest(document, sha),
                commit.position(),
                commit.at().toEpochMilli(),
                head.hash(),
                sha);
        return document;
    }

    private void insert(List<RawBsonDocument> batch) {
        if (!batch.isEmpty()) {
            target.log().insertMany(batch, new InsertManyOptions().ordered(true));
            batch.clear();
        }
    }

    private void refuseAnother(EventLog from, Head head) {
        if (head.position() == 0) {
            return;
        }
        @Nullable StoredCommit last = target.last();
        try (Cursor<Commit> commits = from.read(head.position() - 1)) {
            for (Commit commit : commits) {
                if (last != null && commit.commitId().equals(last.commitId())) {
                    return;
                }
                break;
            }
        }
        throw new IllegalStateException(into + " holds another log already.");
    }
}
