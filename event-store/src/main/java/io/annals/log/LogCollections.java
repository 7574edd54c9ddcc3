package io.annals.log;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.cursor.TimeoutMode;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** The log's collections: majority reads on the primary, and no read or write beyond the time for one attempt. */
record LogCollections(MongoDatabase database, MongoCollection<RawBsonDocument> log, MongoCollection<Document> header) {
    static final String LOG = "log";
    static final String HEADER = "log_header";
    static final String TURNS = "log_turns";
    static final String STREAM_INDEX = "stream_seq";
    static final String SUBJECT_INDEX = "subject_position";

    static LogCollections in(MongoClient client, String databaseName, LogSettings settings) {
        MongoDatabase database = client.getDatabase(databaseName)
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary())
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                .withTimeout(settings.attempt().toMillis(), TimeUnit.MILLISECONDS);
        return new LogCollections(
                database, database.getCollection(LOG, RawBsonDocument.class), database.getCollection(HEADER));
    }

    /** Commits with {@code after < position <= upTo}, in order. */
    FindIterable<RawBsonDocument> between(long after, long upTo) {
        return log.find(Filters.and(Filters.gt("_id", after), Filters.lte("_id", upTo)))
                .sort(Sorts.ascending("_id"))
                .timeoutMode(TimeoutMode.ITERATION);
    }

    /** The last commit, as the majority sees it. */
    @Nullable
    StoredCommit last() {
        RawBsonDocument raw = log.find().sort(Sorts.descending("_id")).limit(1).first();
        return raw == null ? null : StoredCommit.of(raw);
    }

    /** The last position, as the majority sees it; 0 for an empty log. */
    long head() {
        RawBsonDocument raw = log.find()
                .projection(Projections.include("_id"))
                .sort(Sorts.descending("_id"))
                .limit(1)
                .first();
        return raw == null ? 0 : raw.getNumber("_id").longValue();
    }

    @Nullable
    StoredCommit at(long position) {
        RawBsonDocument raw = log.find(Filters.eq("_id", position)).first();
        return raw == null ? null : StoredCommit.of(raw);
    }

    /** Whether a commit stands at a position, by a read that no deposed or late primary can answer. */
    boolean reallyHas(long position) {
        return log.withReadConcern(ReadConcern.LINEARIZABLE)
                        .find(Filters.eq("_id", position))
                        .first()
                != null;
    }
}
