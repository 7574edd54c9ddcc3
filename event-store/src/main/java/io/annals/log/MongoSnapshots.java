package io.annals.log;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import java.util.Optional;
import org.bson.Document;
import org.bson.RawBsonDocument;

/** Snapshots in a collection of their own, one a stream and type: the latest wins. */
public final class MongoSnapshots implements Snapshots {
    static final String COLLECTION = "log_snapshots";

    private final MongoCollection<Document> snapshots;

    public MongoSnapshots(MongoClient client, String databaseName) {
        this.snapshots = client.getDatabase(databaseName).getCollection(COLLECTION);
    }

    /** @throws LogUnavailable if the database does not answer */
    @Override
    public Optional<Snapshot> latest(String stream, String type) {
        try {
            RawBsonDocument found = snapshots
                    .withDocumentClass(RawBsonDocument.class)
                    .find(Filters.eq("_id", key(stream, type)))
                    .first();
            return Optional.ofNullable(found).map(raw -> snapshot(stream, type, raw));
        } catch (MongoException e) {
            throw new LogUnavailable("the snapshot of " + stream + " cannot be read", e);
        }
    }

    private static Snapshot snapshot(String stream, String type, RawBsonDocument raw) {
        return new Snapshot(
                stream,
                raw.getInt64("seq").getValue(),
                type,
                raw.getInt32("rev").getValue(),
                (RawBsonDocument) raw.getDocument("state"));
    }

    /** An older one than is stored already is passed over. */
    @Override
    public void store(Snapshot snapshot) {
        Document key = key(snapshot.stream(), snapshot.type());
        Document document = new Document("_id", key)
                .append("seq", snapshot.seq())
                .append("rev", snapshot.rev())
                .append("state", snapshot.state());
        try {
            snapshots.replaceOne(
                    Filters.and(Filters.eq("_id", key), Filters.lte("seq", snapshot.seq())),
                    document,
                    new ReplaceOptions().upsert(true));
        } catch (MongoWriteException e) {
            if (e.getError().getCode() != 11_000) { // else a newer one is there
                throw new LogUnavailable("the snapshot of " + snapshot.stream() + " cannot be stored", e);
            }
        } catch (MongoException e) {
            throw new LogUnavailable("the snapshot of " + snapshot.stream() + " cannot be stored", e);
        }
    }

    private static Document key(String stream, String type) {
        return new Document("stream", stream).append("type", type);
    }
}
