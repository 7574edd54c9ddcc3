package io.annals.faults.negative;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Sorts;
import io.annals.faults.history.CommitForm;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.BsonArray;
import org.bson.BsonBinary;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/** The collection of a log, for those who write into it as they please. */
final class DirectLog {
    private static final long WAIT_MILLIS = 500;
    private static final byte[] GENESIS = new byte[32];

    private final MongoCollection<RawBsonDocument> log;

    /** Where the next commit goes. */
    record Head(long position, byte[] hash, long at) {}

    /** One event in one stream. */
    record Slot(UUID commitId, String stream, long seq) {
        static Slot of(String stream, long seq) {
            return new Slot(UUID.randomUUID(), stream, seq);
        }
    }

    DirectLog(MongoClient client, String database) {
        log = client.getDatabase(database)
                .withWriteConcern(
                        WriteConcern.MAJORITY.withJournal(true).withWTimeout(WAIT_MILLIS, TimeUnit.MILLISECONDS))
                .withReadPreference(ReadPreference.primary())
                .getCollection("log", RawBsonDocument.class);
    }

    void furnish() {
        log.createIndex(new Document("events.stream", 1).append("events.seq", -1), new IndexOptions().unique(true));
    }

    MongoCollection<RawBsonDocument> collection() {
        return log;
    }

    Head head(ReadConcern concern) {
        RawBsonDocument last = log.withReadConcern(concern)
                .find()
                .sort(Sorts.descending("_id"))
                .first();
        return last == null
                ? new Head(0, GENESIS, 0)
                : new Head(
                        last.getInt64("_id").getValue(),
                        last.getBinary("hash").getData(),
                        last.getDateTime("at").getValue());
    }

    /** Commits of one event each, chained behind a head. */
    static List<RawBsonDocument> behind(Head head, List<Slot> slots) {
        List<RawBsonDocument> commits = new ArrayList<>();
        Head before = head;
        for (Slot slot : slots) {
            RawBsonDocument commit = commit(before, slot);
            commits.add(commit);
            before = new Head(
                    before.position() + 1,
                    commit.getBinary("hash").getData(),
                    commit.getDateTime("at").getValue());
        }
        return commits;
    }

    private static RawBsonDocument commit(Head before, Slot slot) {
        long now = Math.max(before.at(), System.currentTimeMillis());
        BsonDocument event = new BsonDocument("stream", new BsonString(slot.stream()))
                .append("seq", new BsonInt64(slot.seq()))
                .append("type", new BsonString("faults.Happened"))
                .append("rev", new BsonInt32(1))
                .append("id", new BsonString(slot.stream() + "/" + slot.seq()))
                .append("occurredAt", new BsonDateTime(now))
                .append("meta", new BsonDocument())
                .append("data", new BsonDocument());
        BsonDocument commit = new BsonDocument("_id", new BsonInt64(before.position() + 1))
                .append("at", new BsonDateTime(now))
                .append("prev", new BsonBinary(before.hash()))
                .append("hash", new BsonBinary(GENESIS))
                .append("commitId", new BsonBinary(slot.commitId()))
                .append("events", new BsonArray(List.of(event)));
        return CommitForm.sealed(new RawBsonDocument(commit, new BsonDocumentCodec()));
    }
}
