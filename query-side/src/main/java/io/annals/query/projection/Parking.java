package io.annals.query.projection;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The subjects that are set aside, in the collection {@code parked}: from where on, why, and whether to try again. */
final class Parking {
    /**
     * One subject that one projection could not digest.
     *
     * @param position of the event at which it stopped
     * @param cause class of the exception and the place it came from; never its message, which may quote what is personal
     */
    record Parked(String subject, long position, int index, String cause, Instant since) {}

    private final MongoCollection<Document> collection;
    private final String projection;
    private final int generation;

    Parking(MongoDatabase database, String projection, int generation) {
        this.collection = database.getCollection("parked");
        this.projection = projection;
        this.generation = generation;
    }

    void prepare() {
        collection.createIndex(
                Indexes.ascending("projection", "generation", "subject"), new IndexOptions().unique(true));
    }

    /** How many of a generation are parked, and of how many somebody wishes another try. */
    record Count(long parked, long wished) {
        static final Count NONE = new Count(0, 0);
    }

    /** Of all generations that have any, by what {@link Reader#nameOf} calls them. */
    static Map<String, Count> counts(MongoDatabase database) {
        Map<String, Count> counts = new HashMap<>();
        Document each = new Document("projection", "$projection").append("generation", "$generation");
        Document wished = new Document("$cond", List.of("$retry", 1L, 0L));
        database.getCollection("parked")
                .aggregate(List.of(
                        Aggregates.group(each, Accumulators.sum("parked", 1L), Accumulators.sum("wished", wished))))
                .forEach(found -> {
                    Document id = found.get("_id", new Document());
                    counts.put(
                            Reader.nameOf(id.getString("projection"), id.getInteger("generation")),
                            new Count(found.getLong("parked"), found.getLong("wished")));
                });
        return counts;
    }

    void put(Parked parked) {
        Document document = new Document("projection", projection)
                .append("generation", generation)
                .append("subject", parked.subject())
                .append("position", parked.position())
                .append("index", parked.index())
                .append("cause", parked.cause())
                .append("since", Date.from(parked.since()));
        collection.replaceOne(of(parked.subject()), document, new ReplaceOptions().upsert(true));
    }

    void remove(String subject) {
        collection.deleteOne(of(subject));
    }

    long count() {
        return collection.countDocuments(all());
    }

    List<Parked> latest(int atMost) {
        return collection.find(all()).limit(atMost).map(Parking::parked).into(new ArrayList<>());
    }

    /** Asks whoever works on these subjects, on whatever node, to try again. */
    long wish() {
        return collection.updateMany(all(), Updates.set("retry", true)).getMatchedCount();
    }

    List<String> wished() {
        return collection
                .find(and(all(), eq("retry", true)))
                .map(document -> document.getString("subject"))
                .into(new ArrayList<>());
    }

    void clear() {
        collection.deleteMany(all());
    }

    private Bson all() {
        return and(eq("projection", projection), eq("generation", generation));
    }

    private Bson of(String subject) {
        return and(all(), eq("subject", subject));
    }

    private static Parked parked(Document document) {
        return new Parked(
                document.getString("subject"),
                document.getLong("position"),
                document.getInteger("index"),
                document.getString("cause"),
                document.getDate("since").toInstant());
    }
}
