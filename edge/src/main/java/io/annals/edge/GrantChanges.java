package io.annals.edge;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;

/**
 * Rung whenever what lets somebody in has changed, and heard on every node: a counter in the collection {@code grant_bell}.
 * Each node looks at it twice a second and more by its id, which costs MongoDB less than a change stream that reads the
 * oplog of everything else.
 */
public final class GrantChanges {
    private static final String ID = "grants";
    private static final String RUNG = "rung";

    private final MongoCollection<Document> collection;
    private final List<Runnable> here = new CopyOnWriteArrayList<>();

    public GrantChanges(MongoDatabase database) {
        collection = database.getCollection("grant_bell")
                .withReadConcern(ReadConcern.MAJORITY)
                .withWriteConcern(WriteConcern.MAJORITY);
    }

    /** After the change is durable. When it returns, this node has heard; the others hear within a second. */
    public void ring() {
        collection.updateOne(eq(ID), Updates.inc(RUNG, 1L), new UpdateOptions().upsert(true));
        here.forEach(Runnable::run);
    }

    /** How often it has been rung, on all nodes. */
    long rung() {
        Document found = collection.find(eq(ID)).first();
        return found == null ? 0 : found.getLong(RUNG);
    }

    void whenRungHere(Runnable heard) {
        here.add(heard);
    }
}
