package io.annals.query.projection;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.UpdateManyModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import io.annals.encoding.EventEncoding;
import io.annals.log.RecordedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.RawBsonDocument;

/**
 * The rows of one generation. They are written before the views and inserted only: whoever writes a row again, or late,
 * leaves it as it is, also when an erasure has gone over it meanwhile.
 */
final class StoredRows {
    private final Rows rows;
    private final MongoCollection<RawBsonDocument> collection;

    StoredRows(MongoDatabase database, String name, Rows rows) {
        this.rows = rows;
        this.collection = database.getCollection(name, RawBsonDocument.class)
                .withWriteConcern(WriteConcern.W1)
                .withReadConcern(ReadConcern.LOCAL);
    }

    void prepare() {
        if (!rows.indexes().isEmpty()) {
            collection.createIndexes(rows.indexes());
        }
    }

    MongoCollection<RawBsonDocument> collection() {
        return collection;
    }

    WriteModel<RawBsonDocument> added(String subject, RecordedEvent where, Record row) {
        BsonDocument document = new BsonDocument("_id", new BsonString(where.position() + "." + where.index()))
                .append(Rows.SUBJECT, new BsonString(subject))
                .append(Rows.POSITION, new BsonInt64(where.position()))
                .append(Rows.INDEX, new BsonInt32(where.index()))
                .append(Rows.ROW, EventEncoding.toBson(row));
        return new InsertOneModel<>(
                new RawBsonDocument(document, EventEncoding.codecs().get(BsonDocument.class)));
    }

    /** Takes what is personal from the subject's rows up to a place; the fold leaves none after it. */
    List<WriteModel<RawBsonDocument>> erased(String subject, RecordedEvent where) {
        List<WriteModel<RawBsonDocument>> writes = new ArrayList<>();
        if (!rows.personal().isEmpty()) {
            writes.add(new UpdateManyModel<>(
                    and(eq(Rows.SUBJECT, subject), lte(Rows.POSITION, where.position())),
                    Updates.combine(rows.personal().stream()
                            .map(component -> Updates.unset(Rows.field(component)))
                            .toList())));
        }
        return writes;
    }

    /** One round trip; what is there already stays. */
    void write(List<WriteModel<RawBsonDocument>> writes) {
        if (writes.isEmpty()) {
            return;
        }
        List<WriteModel<RawBsonDocument>> inserts = new ArrayList<>(writes.size());
        for (WriteModel<RawBsonDocument> write : writes) {
            if (write instanceof UpdateManyModel<RawBsonDocument>) {
                insert(inserts);
                inserts.clear();
                collection.bulkWrite(List.of(write));
            } else {
                inserts.add(write);
            }
        }
        insert(inserts);
    }

    private void insert(List<WriteModel<RawBsonDocument>> inserts) {
        if (inserts.isEmpty()) {
            return;
        }
        try {
            collection.bulkWrite(inserts, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException e) {
            StoredViews.onlyDuplicates(e);
        }
    }

    void forget(Collection<String> subjects) {
        subjects.forEach(subject -> collection.deleteMany(eq(Rows.SUBJECT, subject)));
    }

    void drop() {
        collection.drop();
    }
}
