package io.annals.query.timeline;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static io.annals.query.projection.Rows.POSITION;
import static io.annals.query.projection.Rows.SUBJECT;
import static io.annals.query.timeline.TimelineProjection.TIMELINE;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.ReplaceOptions;
import io.annals.query.projection.Projections;
import io.annals.query.projection.Seen;
import io.annals.query.projection.Views;
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
 * entries}}. It holds how many entries there were up to the line, so that what is unread is a subtraction.
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
     * @param unread entries recorded after it
     */
    public record Line(long position, long unread) {}

    private static Document id(String user, String customer) {
        return new Document("user", user).append("customer", customer);
    }

    /**
     * Where the user's line is in this timeline; who has never drawn it has seen nothing. Empty when nothing is known of the
     * customer.
     */
    Optional<Line> line(String user, String customer, @Nullable Long atLeast) {
        return views.one(customer, atLeast).map(now -> {
            Document line = lines.find(eq(id(user, customer))).first();
            return line == null
                    ? new Line(0, now.view().entries())
                    : new Line(line.getLong(POSITION), unread(line, now.view()));
        });
    }

    /**
     * Draws the line, forwards or back, once the timeline has come as far: what a user has seen live may be ahead of it, and
     * would count as unread. Empty when nothing is known of the customer.
     */
    Optional<Line> draw(String user, String customer, long position) {
        return views.one(customer, position).map(now -> {
            Bson between = and( // what the view counts
                    eq(SUBJECT, customer), gt(POSITION, position), lte(POSITION, now.position()));
            long later = views.rows(
                            rows -> List.of(rows.countDocuments(between, new CountOptions().hintString("by_place"))),
                            null)
                    .found()
                    .getFirst();
            Document line = new Document("_id", id(user, customer))
                    .append(POSITION, position)
                    .append("entries", now.view().entries() - later);
            lines.replaceOne(eq(id(user, customer)), line, new ReplaceOptions().upsert(true));
            return new Line(position, later);
        });
    }

    /** Up to which position the user has read these timelines; without those that they have never opened. */
    public Map<String, Long> drawn(String user, Collection<String> customers) {
        Map<String, Long> drawn = new HashMap<>();
        lines(user, customers).forEach((customer, line) -> drawn.put(customer, line.getLong(POSITION)));
        return drawn;
    }

    /**
     * How much is unread in these timelines; without those that the user has never opened.
     *
     * @param atLeast what the timelines must have seen, or null for whatever they have
     */
    public Map<String, Long> unread(String user, Collection<String> customers, @Nullable Long atLeast) {
        Map<String, Long> unread = new HashMap<>();
        Map<String, Document> drawn = lines(user, customers);
        if (!drawn.isEmpty()) {
            Map<String, Seen<TimelineView>> now = views.several(drawn.keySet(), atLeast);
            drawn.forEach((customer, line) -> {
                Seen<TimelineView> timeline = now.get(customer);
                unread.put(customer, timeline == null ? 0 : unread(line, timeline.view()));
            });
        }
        return unread;
    }

    private Map<String, Document> lines(String user, Collection<String> customers) {
        List<Document> ids =
                customers.stream().map(customer -> id(user, customer)).toList();
        Map<String, Document> byCustomer = new HashMap<>();
        lines.find(in("_id", ids))
                .forEach(line -> byCustomer.put(line.get("_id", Document.class).getString("customer"), line));
        return byCustomer;
    }

    private static long unread(Document line, TimelineView now) {
        return Math.max(0, now.entries() - line.getLong("entries"));
    }
}
