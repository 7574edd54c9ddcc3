package io.annals.benchmarks.log;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.RawBsonDocument;

/**
 * The ceiling: one writer, one ordered {@code insertMany} after the other, of 1,000 documents as ours stores them, encoded
 * beforehand, into a collection with ours' indexes.
 */
final class RawInsertMany implements Contender {
    static final String NAME = "raw insertMany, the ceiling";
    static final int BATCH = 1_000;

    private final MongoCollection<RawBsonDocument> collection;
    private final Documents documents;
    private final ReentrantLock turn = new ReentrantLock();
    private long last;

    RawInsertMany(MongoCollection<RawBsonDocument> collection, Documents documents) {
        this(collection, documents, 0);
    }

    /** @param last the position up to which the collection is filled */
    RawInsertMany(MongoCollection<RawBsonDocument> collection, Documents documents, long last) {
        this.collection = collection;
        this.documents = documents;
        this.last = last;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** @param documentsABatch documents, whatever number of events each holds */
    @Override
    public void record(int documentsABatch) {
        turn.lock();
        try {
            collection.insertMany(documents.after(last, documentsABatch), new InsertManyOptions().ordered(true));
            last += documentsABatch;
        } finally {
            turn.unlock();
        }
    }
}
