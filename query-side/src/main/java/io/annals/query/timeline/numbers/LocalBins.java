package io.annals.query.timeline.numbers;

import com.mongodb.client.model.Filters;
import io.annals.query.timeline.TimelineProjection;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Groups by hours or days of a zone's own clock, with the offsets that it really had: before standard time these were of odd
 * minutes and seconds. The database is told the offsets and need not know zones.
 *
 * @param from the first instant of what is counted
 * @param to the first one behind it
 * @param unit {@code hour} or {@code day}
 */
record LocalBins(Instant from, Instant to, ZoneId zone, String unit) {
    static Bson between(Instant from, Instant to) {
        return Filters.and(
                Filters.gte(TimelineProjection.AT, Date.from(from)), Filters.lt(TimelineProjection.AT, Date.from(to)));
    }

    Bson all() {
        return between(from, to);
    }

    /** @param field by which to group as well, such as the channel */
    Document by(String field, Document sum) {
        Document bin = new Document("$dateTrunc", new Document("date", local()).append("unit", unit));
        return new Document(
                "$group", new Document("_id", new Document("bin", bin).append("by", "$" + field)).append("sum", sum));
    }

    /** The beginning of a group's bin by the zone's clock. */
    static LocalDateTime begin(BsonDocument id) {
        return LocalDateTime.ofInstant(
                Instant.ofEpochMilli(id.getDateTime("bin").getValue()), ZoneOffset.UTC);
    }

    /** What the clock showed, written as if it were universal time. */
    private Document local() {
        List<Document> branches = new ArrayList<>();
        Instant begins = from;
        ZoneOffsetTransition next = zone.getRules().nextTransition(begins);
        while (next != null && next.getInstant().isBefore(to)) {
            branches.add(new Document(
                            "case",
                            new Document("$lt", List.of("$" + TimelineProjection.AT, Date.from(next.getInstant()))))
                    .append("then", shifted(begins)));
            begins = next.getInstant();
            next = zone.getRules().nextTransition(begins);
        }
        return branches.isEmpty()
                ? shifted(begins)
                : new Document("$switch", new Document("branches", branches).append("default", shifted(begins)));
    }

    private Document shifted(Instant when) {
        long millis = zone.getRules().getOffset(when).getTotalSeconds() * 1_000L;
        return new Document("$add", List.of("$" + TimelineProjection.AT, millis));
    }
}
