package io.annals.benchmarks.log;

import com.mongodb.client.MongoCollection;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.RawBsonDocument;

/** Each caller inserts a document of its own, as ours stores it, into a collection with ours' indexes. */
final class RawInsertOne implements Contender {
    static final String NAME = "raw insertOne";

    private final MongoCollection<RawBsonDocument> collection;
    private final Documents documents;
    private final AtomicLong last = new AtomicLong();

    RawInsertOne(MongoCollection<RawBsonDocument> collection, Documents documents) {
        this.collection = collection;
        this.documents = documents;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** @param one document, whatever number of events it holds */
    @Override
    public void record(int one) {
        collection.insertOne(documents.copyAt(last.incrementAndGet()));
    }
}
