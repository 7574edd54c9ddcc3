package io.annals.query.timeline.numbers;

import static io.annals.query.timeline.TimelineProjection.AT;
import static io.annals.query.timeline.TimelineProjection.KIND;
import static io.annals.query.timeline.TimelineProjection.POINTS;
import static io.annals.query.timeline.TimelineProjection.TIMELINE;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import io.annals.query.projection.Projections;
import io.annals.query.projection.Views;
import io.annals.query.projection.Views.Answered;
import io.annals.query.timeline.TimelineView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Points by day, by when the entries happened. */
final class LoyaltyNumbers {
    /** An entry that has points at all; said so that the index alone can tell. */
    private static final Bson LEDGER = Filters.gte(POINTS, Long.MIN_VALUE);

    private final Views<TimelineView> views;

    LoyaltyNumbers(Projections projections) {
        this.views = projections.views(TIMELINE);
    }

    /**
     * @param issued points that were given
     * @param redeemed points that were spent
     * @param takenBack points that returns took back
     * @param outstanding the sum of all balances at the end of the day
     */
    record OfDay(LocalDate day, long issued, long redeemed, long takenBack, long outstanding) {}

    record OfDays(long position, List<OfDay> days) {}

    OfDays of(Day last, int days, @Nullable Long atLeast) {
        Day first = last.daysBefore(days - 1);
        LocalBins bins = new LocalBins(first.begins(), last.ends(), last.zone(), "day");
        long before = sum(first.begins(), atLeast);
        Answered<RawBsonDocument> answered = views.rows(
                rows -> rows.aggregate(List.of(
                                Aggregates.match(Filters.and(bins.all(), LEDGER)),
                                bins.by(KIND, new Document("$sum", "$" + POINTS))))
                        .hintString("by_time")
                        .into(new ArrayList<>()),
                atLeast);
        Map<LocalDate, long[]> moved = new TreeMap<>();
        answered.found().forEach(group -> add(group, moved));
        List<OfDay> all = new ArrayList<>();
        long outstanding = before;
        for (LocalDate date = first.date(); !date.isAfter(last.date()); date = date.plusDays(1)) {
            long[] points = moved.getOrDefault(date, new long[3]);
            outstanding += points[0] - points[1] - points[2];
            all.add(new OfDay(date, points[0], points[1], points[2], outstanding));
        }
        return new OfDays(answered.position(), all);
    }

    private long sum(Instant before, @Nullable Long atLeast) {
        return views
                .rows(
                        rows -> rows.aggregate(List.of(
                                        Aggregates.match(Filters.and(Filters.lt(AT, Date.from(before)), LEDGER)),
                                        Aggregates.group(null, Accumulators.sum("sum", "$" + POINTS))))
                                .hintString("by_time")
                                .into(new ArrayList<>()),
                        atLeast)
                .found()
                .stream()
                .mapToLong(group -> group.getNumber("sum").longValue())
                .sum();
    }

    private static void add(RawBsonDocument group, Map<LocalDate, long[]> moved) {
        BsonDocument id = group.getDocument("_id");
        LocalDate date = LocalBins.begin(id).toLocalDate();
        long points = group.getNumber("sum").longValue();
        long[] of = moved.computeIfAbsent(date, _ -> new long[3]);
        switch (id.getString("by").getValue()) {
            case "points-redeemed" -> of[1] -= points;
            case "points-taken-back" -> of[2] -= points;
            default -> of[0] += points;
        }
    }
}
