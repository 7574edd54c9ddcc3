package io.annals.query.customer.numbers;

import static io.annals.query.customer.CustomerProjection.CUSTOMER;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BucketAutoOptions;
import com.mongodb.client.model.Filters;
import io.annals.query.customer.CustomerView;
import io.annals.query.projection.Projections;
import io.annals.query.projection.Views;
import io.annals.query.projection.Views.Answered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonNumber;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Customers by how lately and how often they bought, in fifths: Arthur M. Hughes, <em>Strategic Database Marketing</em>
 * (1994). Those who have bought are put in order and cut into five parts of one size, once by their latest purchase, once by
 * the number of purchases; 5 is the latest, or the most. Equals are never parted, so parts differ in size, and where too
 * many are equal there are fewer than five: then the lowest scores have nobody.
 */
final class RecencyFrequency {
    private static final int PARTS = 5;
    private static final String LAST = "view.purchases.last";
    private static final String COUNT = "view.purchases.count";
    private static final Bson BOUGHT = Filters.gte(COUNT, 1L);

    private final Views<CustomerView> views;

    RecencyFrequency(Projections projections) {
        this.views = projections.views(CUSTOMER);
    }

    /** @param from the earliest latest purchase in this part; {@code to} the latest */
    record Recency(int score, Instant from, Instant to, long customers) {}

    /** @param from the smallest number of purchases in this part; {@code to} the largest */
    record Frequency(int score, long from, long to, long customers) {}

    record Cell(int recency, int frequency, long customers) {}

    record Grid(long position, long customers, List<Recency> recency, List<Frequency> frequency, List<Cell> cells) {}

    /** One fifth: from a value to a value, both within. */
    private record Part(BsonValue from, BsonValue to, long customers) {}

    Grid grid(@Nullable Long atLeast) {
        Answered<RawBsonDocument> recency = parts(LAST, atLeast);
        List<Part> byLast = recency.found().stream().map(RecencyFrequency::part).toList();
        List<Part> byCount =
                parts(COUNT, null).found().stream().map(RecencyFrequency::part).toList();
        List<Cell> cells = byLast.isEmpty() || byCount.isEmpty() ? List.of() : cells(byLast, byCount);
        return new Grid(
                recency.position(),
                cells.stream().mapToLong(Cell::customers).sum(),
                scored(
                        byLast,
                        (score, part) ->
                                new Recency(score, instant(part.from()), instant(part.to()), part.customers())),
                scored(
                        byCount,
                        (score, part) ->
                                new Frequency(score, number(part.from()), number(part.to()), part.customers())),
                cells);
    }

    private Answered<RawBsonDocument> parts(String field, @Nullable Long atLeast) {
        return views.aggregate(
                List.of(
                        Aggregates.match(BOUGHT),
                        Aggregates.bucketAuto(
                                "$" + field,
                                PARTS,
                                new BucketAutoOptions()
                                        .output(
                                                Accumulators.min("from", "$" + field),
                                                Accumulators.max("to", "$" + field),
                                                Accumulators.sum("customers", 1L)))),
                atLeast);
    }

    private List<Cell> cells(List<Part> byLast, List<Part> byCount) {
        Document score =
                new Document("recency", score("$" + LAST, byLast)).append("frequency", score("$" + COUNT, byCount));
        List<Cell> cells = new ArrayList<>();
        views.aggregate(
                        List.of(
                                Aggregates.match(BOUGHT),
                                Aggregates.group(score, Accumulators.sum("customers", 1L)),
                                new Document("$sort", new Document("_id", -1))),
                        null)
                .found()
                .forEach(group -> {
                    BsonDocument id = group.getDocument("_id");
                    cells.add(new Cell(
                            id.getNumber("recency").intValue(),
                            id.getNumber("frequency").intValue(),
                            group.getNumber("customers").longValue()));
                });
        return cells;
    }

    /** The score of the part that a value falls in, as an expression; what has come in since falls in the nearest. */
    private static Document score(String value, List<Part> parts) {
        List<Document> branches = new ArrayList<>();
        for (int i = parts.size() - 1; i > 0; i--) {
            branches.add(new Document(
                            "case",
                            new Document("$gte", List.of(value, parts.get(i).from())))
                    .append("then", scoreOf(i, parts.size())));
        }
        Object lowest = scoreOf(0, parts.size());
        return branches.isEmpty()
                ? new Document("$literal", lowest)
                : new Document("$switch", new Document("branches", branches).append("default", lowest));
    }

    private static int scoreOf(int index, int parts) {
        return PARTS - parts + 1 + index;
    }

    private interface Scored<T> {
        T of(int score, Part part);
    }

    private static <T> List<T> scored(List<Part> parts, Scored<T> as) {
        List<T> scored = new ArrayList<>();
        for (int i = parts.size() - 1; i >= 0; i--) {
            scored.add(as.of(scoreOf(i, parts.size()), parts.get(i)));
        }
        return scored;
    }

    private static Part part(RawBsonDocument bucket) {
        return new Part(
                Objects.requireNonNull(bucket.get("from")),
                Objects.requireNonNull(bucket.get("to")),
                bucket.getNumber("customers").longValue());
    }

    private static Instant instant(BsonValue value) {
        return Instant.ofEpochMilli(((BsonDateTime) value).getValue());
    }

    private static long number(BsonValue value) {
        return ((BsonNumber) value).longValue();
    }
}
