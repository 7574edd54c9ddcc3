package io.annals.query.live.presence;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import com.mongodb.client.model.changestream.FullDocument;
import io.annals.encoding.EventEncoding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;

/**
 * The seats in the database, and beside them the nodes with their signs of life, by the database's clock alone.
 *
 * <p>That a customer is claimed once at most is a unique index over the claimed seats, whoever writes.
 */
final class Seats {
    private static final String NODE = "node";
    private static final String CUSTOMER = "customer";
    private static final String CLAIM = "claim";
    private static final String BEAT = "beat";

    private final MongoCollection<RawBsonDocument> seats;
    private final MongoCollection<Document> nodes;

    Seats(MongoDatabase database) {
        seats = database.getCollection("presence", RawBsonDocument.class)
                .withWriteConcern(WriteConcern.MAJORITY)
                .withReadConcern(ReadConcern.MAJORITY);
        nodes = database.getCollection("presence_nodes")
                .withWriteConcern(WriteConcern.W1)
                .withReadConcern(ReadConcern.LOCAL);
    }

    void prepare() {
        seats.createIndex(
                Indexes.ascending(CUSTOMER),
                new IndexOptions().name("one_claim").unique(true).partialFilterExpression(eq(CLAIM, true)));
        seats.createIndex(Indexes.ascending(NODE), new IndexOptions().name("by_node"));
    }

    /** In the place of whatever the session had; a claim goes with it. */
    void put(Seat seat) {
        seats.replaceOne(eq(seat.id()), EventEncoding.toBson(seat), new ReplaceOptions().upsert(true));
    }

    /**
     * These sessions are still where they were. A claim is left to whoever wishes to keep it.
     *
     * @param wishes by seat
     * @return false when one of the seats is there no more
     */
    boolean update(Map<String, Whereabouts> wishes) {
        List<UpdateOneModel<RawBsonDocument>> updates = new ArrayList<>();
        wishes.forEach((id, wish) -> updates.add(new UpdateOneModel<>(eq(id), Updates.combine(changes(wish)))));
        return updates.isEmpty()
                || seats.bulkWrite(updates, new BulkWriteOptions().ordered(false))
                                .getMatchedCount()
                        == updates.size();
    }

    private static List<Bson> changes(Whereabouts wish) {
        List<Bson> changes =
                new ArrayList<>(List.of(Updates.set("viewing", wish.viewing()), Updates.set("typing", wish.typing())));
        if (!wish.claim()) {
            changes.add(Updates.unset(CLAIM));
        }
        return changes;
    }

    /** @return whether the seat has the claim on its customer now; never while another one has it */
    boolean claim(String id) {
        try {
            return seats.updateOne(and(eq(id), ne(CUSTOMER, null)), Updates.set(CLAIM, true))
                            .getMatchedCount()
                    > 0;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) {
                return false;
            }
            throw e;
        }
    }

    /** Takes the claim on a customer away from whoever has it, other than this one. */
    void unclaim(String customer, String butNot) {
        seats.updateMany(and(eq(CUSTOMER, customer), eq(CLAIM, true), ne("_id", butNot)), Updates.unset(CLAIM));
    }

    Optional<Seat> claimed(String customer) {
        return Optional.ofNullable(
                        seats.find(and(eq(CUSTOMER, customer), eq(CLAIM, true))).first())
                .map(Seats::seat);
    }

    boolean has(String id) {
        return seats.find(eq(id)).first() != null;
    }

    void remove(String id) {
        seats.deleteOne(eq(id));
    }

    List<Seat> all() {
        return seats.find().map(Seats::seat).into(new ArrayList<>());
    }

    /** What changes from here on. */
    MongoChangeStreamCursor<ChangeStreamDocument<RawBsonDocument>> changes() {
        return seats.watch(RawBsonDocument.class)
                .fullDocument(FullDocument.UPDATE_LOOKUP)
                .maxAwaitTime(1, TimeUnit.SECONDS)
                .cursor();
    }

    /** A sign of life. */
    void beat(String node) {
        nodes.updateOne(
                eq(node), List.of(new Document("$set", new Document(BEAT, "$$NOW"))), new UpdateOptions().upsert(true));
    }

    /** The nodes that gave a sign of life within this time. */
    Set<String> alive(Duration within) {
        return nodes.find(new Document("$expr", new Document("$gte", List.of("$" + BEAT, ago(within)))))
                .map(node -> node.getString("_id"))
                .into(new HashSet<>());
    }

    /** A node that is no more, with all of its seats. */
    void removeNode(String node) {
        nodes.deleteOne(eq(node));
        seats.deleteMany(eq(NODE, node));
    }

    private static Document ago(Duration time) {
        return new Document("$subtract", List.of("$$NOW", time.toMillis()));
    }

    static Seat seat(RawBsonDocument document) {
        return EventEncoding.fromBson(Seat.class, document);
    }
}
