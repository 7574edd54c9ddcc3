package io.annals.query.duplicate;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import io.annals.encoding.EventEncoding;
import io.annals.query.duplicate.linkage.Weights;
import java.time.Instant;
import java.util.Date;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/** The weights in each version that was learnt: {@code duplicate_weights}, {@code {_id: version, at, people, weights}}. */
final class LearntWeights {
    private final MongoCollection<Document> collection;

    LearntWeights(MongoDatabase database) {
        collection = database.getCollection("duplicate_weights");
    }

    /**
     * One version.
     *
     * @param number 0 before anything was learnt
     * @param at when it was learnt
     * @param people from how many
     */
    record Version(long number, Instant at, long people, Weights weights) {
        static final Version USUAL = new Version(0, Instant.EPOCH, 0, Weights.usual());
    }

    Version latest() {
        Document found = collection.find().sort(Sorts.descending("_id")).first();
        return found == null
                ? Version.USUAL
                : new Version(
                        found.getLong("_id"),
                        found.getDate("at").toInstant(),
                        found.getLong("people"),
                        EventEncoding.fromBson(Weights.class, raw(found.get("weights", Document.class))));
    }

    private static RawBsonDocument raw(Document document) {
        return new RawBsonDocument(document.toBsonDocument(), new BsonDocumentCodec());
    }

    /** Puts it behind the others; where another node was faster it comes to nothing. */
    void add(Version version) {
        BsonDocument weights = EventEncoding.toBson(version.weights()).asDocument();
        collection.updateOne(
                new Document("_id", version.number()),
                new Document(
                        "$setOnInsert",
                        new Document("at", Date.from(version.at()))
                                .append("people", version.people())
                                .append("weights", weights)),
                new com.mongodb.client.model.UpdateOptions().upsert(true));
    }
}
