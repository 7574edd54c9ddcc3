package io.annals.query.timeline;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.or;
import static io.annals.query.projection.Rows.POSITION;
import static io.annals.query.projection.Rows.SUBJECT;
import static io.annals.query.timeline.TimelineProjection.BY;
import static io.annals.query.timeline.TimelineProjection.KIND;
import static io.annals.query.timeline.TimelineProjection.TIMELINE;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.ReplaceOptions;
import io.annals.edge.Actor;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.TellsOf;
import io.annals.query.projection.Projections;
import io.annals.query.projection.Seen;
import io.annals.query.projection.Views;
import io.annals.query.visibility.Visibility;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Up to where each user has read each timeline: the collection {@code seen_lines}, {@code {_id: {user, customer}, position,
 * entries}}. It holds how many entries there were up to the line, so that nothing is counted where none has come.
 */
public final class SeenLines {
    private final MongoCollection<Document> lines;
    private final Views<TimelineView> views;

    public SeenLines(MongoDatabase database, Projections projections) {
        this.lines = database.getCollection("seen_lines");
        this.views = projections.views(TIMELINE);
    }

    /**
     * @param position up to which the user has seen everything
     * @param unread entries recorded after it that the user sees, without what is their own doing or follows from it by itself
     */
    public record Line(
            @Open long position, @TellsOf(Field.HISTORY) long unread) {}

    private static Document id(String user, String customer) {
        return new Document("user", user).append("customer", customer);
    }

    /**
     * Where the reader's line is in this timeline; who has never drawn it has seen nothing. Empty when nothing is known of the
     * customer.
     */
    Optional<Line> line(Actor reader, String customer, @Nullable Long atLeast) {
        return views.one(customer, atLeast).map(now -> {
            Document line = lines.find(eq(id(reader.name(), now.subject()))).first();
            long position = line == null ? 0 : line.getLong(POSITION);
            return new Line(position, counted(reader, now.members(), position));
        });
    }

    /**
     * Draws the line, forwards or back, once the timeline has come as far: what a user has seen live may be ahead of it, and
     * would count as unread. Empty when nothing is known of the customer.
     */
    Optional<Line> draw(Actor reader, String customer, long position) {
        return views.one(customer, position).map(now -> {
            Bson between = and( // what the view counts
                    TimelinePlaces.of(now.members()), gt(POSITION, position), lte(POSITION, now.position()));
            long later = views.rows(
                            rows -> List.of(rows.countDocuments(between, new CountOptions().hintString("by_place"))),
                            null)
                    .found()
                    .getFirst();
            Document id = id(reader.name(), now.subject());
            Document line = new Document("_id", id)
                    .append(POSITION, position)
                    .append("entries", now.view().entries() - later);
            lines.replaceOne(eq(id), line, new ReplaceOptions().upsert(true));
            return new Line(position, later == 0 ? 0 : counted(reader, now.members(), position));
        });
    }

    /** Up to which position the user has read these timelines; without those that they have never opened. */
    public Map<String, Long> drawn(String user, Collection<String> customers) {
        Map<String, Long> drawn = new HashMap<>();
        lines(user, customers).forEach((customer, line) -> drawn.put(customer, line.getLong(POSITION)));
        return drawn;
    }

    /**
     * How much is unread in these timelines; without those that the reader has never opened.
     *
     * @param atLeast what the timelines must have seen, or null for whatever they have
     */
    public Map<String, Long> unread(Actor reader, Collection<String> customers, @Nullable Long atLeast) {
        Map<String, Long> unread = new HashMap<>();
        Map<String, Document> drawn = lines(reader.name(), customers);
        if (!drawn.isEmpty()) {
            Map<String, Seen<TimelineView>> now = views.several(drawn.keySet(), atLeast);
            Map<String, Long> grown = new HashMap<>();
            drawn.forEach((customer, line) -> {
                unread.put(customer, 0L);
                Seen<TimelineView> timeline = now.get(customer);
                if (timeline != null
                        && timeline.view().entries() != line.getLong("entries")) { // fewer: some have parted
                    timeline.members().forEach(member -> grown.put(member, line.getLong(POSITION)));
                }
            });
            Map<String, Long> counted = counted(reader, grown);
            drawn.keySet().forEach(customer -> {
                Seen<TimelineView> timeline = now.get(customer);
                if (timeline != null) {
                    unread.put(
                            customer,
                            timeline.members().stream()
                                    .mapToLong(member -> counted.getOrDefault(member, 0L))
                                    .sum());
                }
            });
        }
        return unread;
    }

    private long counted(Actor reader, List<String> members, long position) {
        Map<String, Long> lines = new HashMap<>();
        members.forEach(member -> lines.put(member, position));
        return counted(reader, lines).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Entries behind these lines that the reader sees, and that are neither their own doing nor follow from it by themselves. */
    private Map<String, Long> counted(Actor reader, Map<String, Long> lines) {
        Map<String, Long> counted = new HashMap<>();
        if (lines.isEmpty()) {
            return counted;
        }
        List<Bson> behind = lines.entrySet().stream()
                .map(line -> and(eq(SUBJECT, line.getKey()), gt(POSITION, line.getValue())))
                .toList();
        Bson others = and(
                in(SUBJECT, lines.keySet()),
                or(behind),
                ne(BY, reader.name()),
                nin(KIND, ToldFamilies.ALL.hidden(Visibility.of(reader))));
        views.rows(
                        rows -> rows.aggregate(List.of(
                                        Aggregates.match(others),
                                        Aggregates.group("$" + SUBJECT, Accumulators.sum("count", 1L))))
                                .hintString("by_place")
                                .into(new ArrayList<>()),
                        null)
                .found()
                .forEach(one -> counted.put(
                        one.getString("_id").getValue(), one.getInt64("count").getValue()));
        return counted;
    }

    private Map<String, Document> lines(String user, Collection<String> customers) {
        List<Document> ids =
                customers.stream().map(customer -> id(user, customer)).toList();
        Map<String, Document> byCustomer = new HashMap<>();
        lines.find(in("_id", ids))
                .forEach(line -> byCustomer.put(line.get("_id", Document.class).getString("customer"), line));
        return byCustomer;
    }
}
