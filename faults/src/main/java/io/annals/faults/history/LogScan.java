package io.annals.faults.history;

import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Sorts;
import java.util.Iterator;
import org.bson.RawBsonDocument;

/** All that lies in the log of a database as the majority sees it, past the log's own code. */
public record LogScan(MongoClient client, String database) implements Iterable<Entry> {
    private static final int BATCH = 5_000;

    @Override
    public Iterator<Entry> iterator() {
        return client.getDatabase(database)
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary())
                .getCollection("log", RawBsonDocument.class)
                .find()
                .sort(Sorts.ascending("_id"))
                .batchSize(BATCH)
                .map(Entry::of)
                .iterator();
    }
}
