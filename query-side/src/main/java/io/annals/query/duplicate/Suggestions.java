package io.annals.query.duplicate;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.nin;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import io.annals.edge.Scope;
import io.annals.edge.paging.Keyset;
import io.annals.edge.paging.PageRequest;
import io.annals.edge.paging.Slice;
import io.annals.events.CustomerId;
import io.annals.query.duplicate.linkage.Field;
import io.annals.query.duplicate.linkage.Level;
import io.annals.query.duplicate.linkage.Scoring;
import io.annals.query.duplicate.linkage.Scoring.Reason;
import io.annals.query.duplicate.linkage.Scoring.Score;
import io.annals.query.visibility.Belonging;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The pairs that may be one: {@code duplicates}, {@code {_id: "one other", customers, team?, region?, bits, prior, reasons, weights}}. What
 * is kept is no word of anybody, only how far two agree. Also pairs are kept that are a little less likely one than two, so that other
 * weights may bring them up.
 */
final class Suggestions {
    /** Fewer bits than that do not become enough by other weights. */
    static final double KEPT = Scoring.LIKELY - 8;

    private static final String CUSTOMERS = "customers";
    private static final String TEAM = "team";
    private static final String REGION = "region";
    private static final String BITS = "bits";
    private static final String PRIOR = "prior";
    private static final String REASONS = "reasons";
    private static final String WEIGHTS = "weights";
    private static final Keyset LIKELIEST_FIRST = Keyset.descending(BITS, "_id");

    private final MongoCollection<Document> collection;

    Suggestions(MongoDatabase database) {
        collection = database.getCollection("duplicates");
        collection.createIndex(Indexes.ascending(CUSTOMERS));
        collection.createIndex(Indexes.descending(BITS, "_id"));
    }

    /**
     * Two who may be one.
     *
     * @param customers the two, in the order of their ids
     * @param weights version of the weights by which they were compared
     */
    record Pair(List<CustomerId> customers, Score score, long weights) {}

    static Pair pair(CustomerId one, CustomerId other, Score score, long weights) {
        boolean inOrder = one.toString().compareTo(other.toString()) < 0;
        return new Pair(inOrder ? List.of(one, other) : List.of(other, one), score, weights);
    }

    /** A pair with where the two belong, if to the same. */
    record Found(Pair pair, Belonging belonging) {
        static Belonging common(Belonging one, Belonging other) {
            return new Belonging(same(one.team(), other.team()), same(one.region(), other.region()));
        }

        private static @Nullable String same(@Nullable String one, @Nullable String other) {
            return Objects.equals(one, other) ? one : null;
        }
    }

    /** Puts these in the place of all that there are of a customer. */
    void replace(String customer, Collection<Found> found) {
        List<String> ids = found.stream().map(one -> id(one.pair())).toList();
        collection.deleteMany(and(eq(CUSTOMERS, customer), nin("_id", ids)));
        if (!found.isEmpty()) {
            List<WriteModel<Document>> writes = new ArrayList<>();
            found.forEach(one -> writes.add(
                    new ReplaceOneModel<>(eq(id(one.pair())), document(one), new ReplaceOptions().upsert(true))));
            collection.bulkWrite(writes);
        }
    }

    /** Those compared by other weights than these. */
    void olderThan(long weights, Consumer<List<CustomerId>> each) {
        collection.find(Filters.ne(WEIGHTS, weights)).forEach(found -> each.accept(customers(found)));
    }

    /** How many there are in a scope; only pairs of whom both are in it. */
    long count(Scope scope, @Nullable CustomerId customer) {
        return collection.countDocuments(filter(scope, customer));
    }

    /** The likeliest first. */
    Slice<Pair> page(Scope scope, @Nullable CustomerId customer, PageRequest asked) {
        return LIKELIEST_FIRST.page(collection, filter(scope, customer), asked, Suggestions::read);
    }

    private static Bson filter(Scope scope, @Nullable CustomerId customer) {
        Bson likely = gte(BITS, Scoring.LIKELY);
        Bson whose = customer == null ? likely : and(likely, eq(CUSTOMERS, customer.toString()));
        return switch (scope) {
            case Scope.All() -> whose;
            case Scope.Team(String team) -> and(whose, eq(TEAM, team));
            case Scope.Region(String region) -> and(whose, eq(REGION, region));
            case Scope.Own(CustomerId _) -> Filters.nor(Filters.empty()); // who is one with oneself is others' to say
        };
    }

    private static String id(Pair pair) {
        return pair.customers().getFirst() + " " + pair.customers().getLast();
    }

    private static Document document(Found found) {
        Pair pair = found.pair();
        return new Document("_id", id(pair))
                .append(
                        CUSTOMERS,
                        pair.customers().stream().map(CustomerId::toString).toList())
                .append(TEAM, found.belonging().team())
                .append(REGION, found.belonging().region())
                .append(BITS, pair.score().bits())
                .append(PRIOR, pair.score().prior())
                .append(
                        REASONS,
                        pair.score().reasons().stream()
                                .map(reason -> new Document(
                                                "field", reason.field().name())
                                        .append("level", reason.level().name())
                                        .append(BITS, reason.bits()))
                                .toList())
                .append(WEIGHTS, pair.weights());
    }

    private static Pair read(Document document) {
        List<Reason> reasons = document.getList(REASONS, Document.class).stream()
                .map(reason -> new Reason(
                        Field.valueOf(reason.getString("field")),
                        Level.valueOf(reason.getString("level")),
                        reason.getDouble(BITS)))
                .toList();
        Score score = new Score(document.getDouble(BITS), document.getDouble(PRIOR), reasons);
        return new Pair(customers(document), score, document.getLong(WEIGHTS));
    }

    private static List<CustomerId> customers(Document document) {
        return Stream.of(document)
                .flatMap(one -> one.getList(CUSTOMERS, String.class).stream())
                .map(CustomerId::of)
                .toList();
    }
}
