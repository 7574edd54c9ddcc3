package io.annals.query.timeline;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;
import static io.annals.query.projection.Rows.INDEX;
import static io.annals.query.projection.Rows.POSITION;
import static io.annals.query.projection.Rows.ROW;
import static io.annals.query.projection.Rows.SUBJECT;
import static io.annals.query.timeline.TimelineProjection.AT;
import static io.annals.query.timeline.TimelineProjection.CHANNEL;
import static io.annals.query.timeline.TimelineProjection.KIND;

import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.annals.query.projection.Views;
import io.annals.query.timeline.Timeline.Asked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Where entries stand, read from one index and nothing else, however long the timeline is. */
final class TimelinePlaces {
    private static final Bson OLDER = Sorts.descending(AT, POSITION, INDEX);
    private static final Bson NEWER = Sorts.ascending(AT, POSITION, INDEX);
    private static final Bson PLACE =
            Projections.fields(Projections.excludeId(), Projections.include(AT, POSITION, INDEX));

    private final Views<TimelineView> views;

    TimelinePlaces(Views<TimelineView> views) {
        this.views = views;
    }

    /** The next older ones beyond a place, or the newest; newest first. */
    List<Place> older(String subject, Asked asked, long upTo, @Nullable Place beyond, int limit) {
        List<Bson> all = asked(subject, asked, upTo);
        if (beyond != null) {
            all.add(lte(AT, beyond.occurredAt())); // where the index is entered; the rest says what to pass over there
            all.add(or(
                    lt(AT, beyond.occurredAt()),
                    lt(POSITION, beyond.position()),
                    and(eq(POSITION, beyond.position()), lt(INDEX, beyond.index()))));
        }
        return find(and(all), OLDER, limit);
    }

    /** The next newer ones beyond a place; oldest first. */
    List<Place> newer(String subject, Asked asked, long upTo, Place beyond, int limit) {
        List<Bson> all = asked(subject, asked, upTo);
        all.add(gte(AT, beyond.occurredAt()));
        all.add(or(
                gt(AT, beyond.occurredAt()),
                gt(POSITION, beyond.position()),
                and(eq(POSITION, beyond.position()), gt(INDEX, beyond.index()))));
        return find(and(all), NEWER, limit);
    }

    /** Whether there is any up to a position. */
    boolean any(String subject, long upTo) {
        return !find(and(eq(SUBJECT, subject), lte(POSITION, upTo)), OLDER, 1).isEmpty();
    }

    /** How many there are up to a position that are of no hidden kind. */
    long count(String subject, long upTo, Set<String> hidden) {
        Bson told = and(eq(SUBJECT, subject), lte(POSITION, upTo), nin(KIND, hidden));
        return views.rows(rows -> List.of(rows.countDocuments(told, new CountOptions().hintString("by_place"))), null)
                .found()
                .getFirst();
    }

    private static List<Bson> asked(String subject, Asked asked, long upTo) {
        List<Bson> all = new ArrayList<>();
        all.add(eq(SUBJECT, subject));
        all.add(lte(POSITION, upTo));
        if (!asked.hidden().isEmpty()) {
            all.add(nin(KIND, asked.hidden()));
        }
        if (asked.kind() != null) {
            all.add(eq(KIND, asked.kind()));
        }
        if (asked.channel() != null) {
            all.add(eq(CHANNEL, asked.channel()));
        }
        if (asked.from() != null) {
            all.add(gte(AT, asked.from()));
        }
        if (asked.to() != null) {
            all.add(lt(AT, asked.to()));
        }
        return all;
    }

    private List<Place> find(Bson filter, Bson order, int limit) {
        return views.rows(
                        rows -> rows.find(filter)
                                .projection(PLACE)
                                .sort(order)
                                .limit(limit)
                                .hintString("by_place")
                                .map(TimelinePlaces::place)
                                .into(new ArrayList<>()),
                        null)
                .found();
    }

    private static Place place(RawBsonDocument row) {
        Instant at = Instant.ofEpochMilli(row.getDocument(ROW).getDateTime("at").getValue());
        return new Place(
                at, row.getInt64(POSITION).getValue(), row.getInt32(INDEX).getValue());
    }
}
