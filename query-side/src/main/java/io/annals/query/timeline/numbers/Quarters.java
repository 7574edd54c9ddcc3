package io.annals.query.timeline.numbers;

import com.mongodb.client.model.Filters;
import io.annals.query.timeline.TimelineProjection;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Groups by quarters of an hour of universal time: every zone's hours and days begin on one, so that the database need not
 * know zones.
 */
final class Quarters {
    private static final Document QUARTER = new Document(
            "$dateTrunc",
            new Document("date", "$" + TimelineProjection.AT)
                    .append("unit", "minute")
                    .append("binSize", 15));

    private Quarters() {}

    static Bson between(Instant from, Instant to) {
        return Filters.and(
                Filters.gte(TimelineProjection.AT, Date.from(from)), Filters.lt(TimelineProjection.AT, Date.from(to)));
    }

    /** @param field by which to group as well, such as the channel */
    static Document by(String field, Document sum) {
        return new Document(
                "$group",
                new Document("_id", new Document("quarter", QUARTER).append("by", "$" + field)).append("sum", sum));
    }
}
