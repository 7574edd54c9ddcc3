package io.annals.query.timeline;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
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
    List<Place> older(List<String> members, Asked asked, long upTo, @Nullable Place beyond, int limit) {
        List<Bson> all = asked(members, asked, upTo);
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
    List<Place> newer(List<String> members, Asked asked, long upTo, Place beyond, int limit) {
        List<Bson> all = asked(members, asked, upTo);
        all.add(gte(AT, beyond.occurredAt()));
        all.add(or(
                gt(AT, beyond.occurredAt()),
                gt(POSITION, beyond.position()),
                and(eq(POSITION, beyond.position()), gt(INDEX, beyond.index()))));
        return find(and(all), NEWER, limit);
    }

    /** Whether there is any up to a position. */
    boolean any(List<String> members, long upTo) {
        return !find(and(of(members), lte(POSITION, upTo)), OLDER, 1).isEmpty();
    }

    /** How many there are up to a position that are of no hidden kind. */
    long count(List<String> members, long upTo, Set<String> hidden) {
        Bson told = and(of(members), lte(POSITION, upTo), nin(KIND, hidden));
        return views.rows(rows -> List.of(rows.countDocuments(told, new CountOptions().hintString("by_place"))), null)
                .found()
                .getFirst();
    }

    /** Of one it is the plain question; of several the index is entered for each, and what it has is merged. */
    static Bson of(List<String> members) {
        return members.size() == 1 ? eq(SUBJECT, members.getFirst()) : in(SUBJECT, members);
    }

    private static List<Bson> asked(List<String> members, Asked asked, long upTo) {
        List<Bson> all = new ArrayList<>();
        all.add(of(members));
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
