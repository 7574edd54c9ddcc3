package io.annals.benchmarks.live;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.bson.Document;
import org.bson.types.Binary;

/** What a contact's way cannot be shorter than: one durable insert (w: majority, j: true) of 0.4 kB, with nobody else about. */
final class DurableInsert {
    private DurableInsert() {}

    /**
     * Nanoseconds of single inserts.
     *
     * @param apart from the beginning of one to the beginning of the next at least; zero for one directly after the other
     */
    static Histogram measured(String connectionString, int inserts, Duration apart) {
        Histogram nanos = Arrivals.histogram();
        try (MongoClient client = MongoClients.create(connectionString)) {
            MongoCollection<Document> raw = client.getDatabase("benchmark")
                    .getCollection("raw")
                    .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
            for (int i = 0; i < inserts; i++) {
                Document document = new Document("payload", new Binary(new byte[380]));
                long began = System.nanoTime();
                raw.insertOne(document);
                long took = System.nanoTime() - began;
                nanos.recordValue(took);
                LockSupport.parkNanos(apart.toNanos() - took);
            }
        }
        return nanos;
    }
}
