package io.annals.endtoend;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;

import com.mongodb.ReadConcern;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;

/** What the database really holds, read from it past the server. */
final class Truth implements AutoCloseable {
    /** Facts that only claim something for a stream of their own: nothing for a timeline. */
    private static final Set<String> CLAIMS = Set.of(
            "customer.IdentityClaimed",
            "customer.IdentityReleased",
            "loyalty.PurchaseRewarded",
            "loyalty.ReturnSettled",
            "loyalty.RedemptionMade",
            "loyalty.GrantMade",
            "loyalty.AllowanceUsed",
            "merge.MergeRunBegun",
            "merge.MergeRunUndone");

    /** About nobody in particular. */
    private static final String DEFINITIONS = "definition.";

    private final MongoClient client;

    private Truth(MongoClient client) {
        this.client = client;
    }

    static Truth of(String uri) {
        return new Truth(MongoClients.create(uri));
    }

    /**
     * One event of the log.
     *
     * @param id {@code <position>.<index>}
     * @param channel of contacts; empty for others
     */
    record Recorded(long position, String id, String subject, String type, String channel) {
        boolean isTold() {
            return !CLAIMS.contains(type) && !type.startsWith(DEFINITIONS);
        }
    }

    MongoDatabase database() {
        return client.getDatabase("annals").withReadConcern(ReadConcern.MAJORITY);
    }

    MongoClient client() {
        return client;
    }

    private MongoCollection<RawBsonDocument> log() {
        return database().getCollection("log", RawBsonDocument.class);
    }

    /** The last position; 0 when nothing is recorded. */
    long head() {
        RawBsonDocument last = log().find()
                .projection(Projections.include("_id"))
                .sort(Sorts.descending("_id"))
                .first();
        return last == null ? 0 : last.getNumber("_id").longValue();
    }

    /** All positions, as they lie in the log. */
    List<Long> positions() {
        FindIterable<RawBsonDocument> all =
                log().find().projection(Projections.include("_id")).sort(Sorts.ascending("_id"));
        return all.map(commit -> commit.getNumber("_id").longValue()).into(new ArrayList<>());
    }

    /** All events in the order of the log. */
    List<Recorded> events() {
        List<Recorded> events = new ArrayList<>();
        FindIterable<RawBsonDocument> commits = log().find()
                .projection(Projections.include("events.subject", "events.type", "events.data.contact.channel"))
                .sort(Sorts.ascending("_id"));
        for (RawBsonDocument commit : commits) {
            long position = commit.getNumber("_id").longValue();
            List<BsonValue> inside = commit.getArray("events").getValues();
            for (int index = 0; index < inside.size(); index++) {
                BsonDocument event = inside.get(index).asDocument();
                BsonDocument contact =
                        event.getDocument("data", new BsonDocument()).getDocument("contact", new BsonDocument());
                events.add(new Recorded(
                        position,
                        position + "." + index,
                        event.getString("subject").getValue(),
                        event.getString("type").getValue(),
                        contact.containsKey("channel")
                                ? contact.getString("channel").getValue()
                                : ""));
            }
        }
        return events;
    }

    /** Ids of the events that a timeline or a socket tells, in order. */
    List<String> told(Predicate<Recorded> which) {
        return events().stream()
                .filter(Recorded::isTold)
                .filter(which)
                .map(Recorded::id)
                .toList();
    }

    /** Position of every purchase, by its contact. */
    Map<String, Long> purchases() {
        Map<String, Long> purchases = new TreeMap<>();
        for (RawBsonDocument commit : log().find(eq("events.type", "contact.PurchaseMade"))
                .projection(Projections.include("events.type", "events.data.contact.id"))) {
            for (BsonValue event : commit.getArray("events")) {
                if (event.asDocument().getString("type").getValue().equals("contact.PurchaseMade")) {
                    String contact = event.asDocument()
                            .getDocument("data")
                            .getDocument("contact")
                            .getString("id")
                            .getValue();
                    purchases.put(contact, commit.getNumber("_id").longValue());
                }
            }
        }
        return purchases;
    }

    private long count(String type) {
        return log().countDocuments(eq("events.type", type));
    }

    /** Waits until the policies have answered every purchase and every return, and returns the head then. */
    long settled(Duration patience) {
        Eventually.see(
                "an answer of the policies to every purchase",
                patience,
                () -> count("contact.PurchaseMade")
                        + count("contact.PurchaseReturned")
                        - count("loyalty.PurchaseRewarded")
                        - count("loyalty.ReturnSettled"),
                open -> open == 0);
        return head();
    }

    /** Asks for something in an agent's name and waits until that is stored among the reads, and with it all that was read before. */
    void readsAreStored(Client agent, Duration patience) {
        Date from = new Date();
        agent.get("/customers?limit=1").expect(200);
        Eventually.see(
                "a read since " + from,
                patience,
                () -> database().getCollection("reads").countDocuments(gte("at", from)),
                reads -> reads > 0);
    }

    /** How many documents each collection holds. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        for (String name : database().listCollectionNames()) {
            counts.put(name, database().getCollection(name).countDocuments());
        }
        return counts;
    }

    /** Whether documents of a collection go by themselves when their time is over, whenever the database looks. */
    boolean expires(String collection) {
        return database().getCollection(collection).listIndexes().into(new ArrayList<>()).stream()
                .anyMatch(index -> index.containsKey("expireAfterSeconds"));
    }

    /**
     * The stored views of a projection that serve now, by subject, and the rows beside them, by place. As the server reads
     * them: they are acknowledged by the primary alone, and a majority's snapshot may be a moment older.
     */
    Map<String, RawBsonDocument> views(String projection) {
        int serving = Optional.ofNullable(database()
                        .getCollection("projections")
                        .find(eq("_id", projection))
                        .first())
                .orElseThrow()
                .getInteger("serving");
        Map<String, RawBsonDocument> views = new TreeMap<>();
        for (String collection : List.of("", "_rows")) {
            database()
                    .getCollection("view_" + projection + "_" + serving + collection, RawBsonDocument.class)
                    .withReadConcern(ReadConcern.LOCAL)
                    .find()
                    .forEach(view -> views.put(view.getString("_id").getValue(), view));
        }
        return views;
    }

    @Override
    public void close() {
        client.close();
    }
}
