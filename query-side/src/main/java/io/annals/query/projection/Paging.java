package io.annals.query.projection;

import com.mongodb.client.model.Filters;
import io.annals.edge.paging.Cursor;
import io.annals.edge.paging.Keyset;
import io.annals.edge.paging.PageRequest;
import io.annals.edge.paging.Slice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.BsonValue;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Pages of what moves. Whoever moves ahead of the place that has been reached would be passed over: so when all has been told
 * in the order asked for, what has changed since the first page was read follows, by its identity, which does not move.
 *
 * @param order the one asked for
 * @param identity by what an entry is known wherever it moves; null where none moves
 */
record Paging(Keyset order, @Nullable Keyset identity) {
    /** A question to the database. */
    interface Question {
        /** @param since only of views that have changed after this position; null for all */
        List<RawBsonDocument> ask(Bson beyond, @Nullable Long since, Bson sort, int limit);
    }

    /**
     * One page.
     *
     * @param now a position of which all that is read has seen everything
     */
    Slice<RawBsonDocument> page(PageRequest asked, long now, Question question) {
        Cursor after = asked.after();
        if (after != null && !after.order().equals(order.name())) {
            throw Cursor.notOurs();
        }
        if (after != null && after.changed()) {
            return changed(after.since(), after.at(), asked.limit(), List.of(), question);
        }
        long since = after == null ? now : after.since();
        Bson beyond = after == null ? Filters.empty() : order.beyond(after.at());
        List<RawBsonDocument> found = question.ask(beyond, null, order.sort(), asked.limit() + 1);
        if (found.size() > asked.limit()) {
            List<RawBsonDocument> page = found.subList(0, asked.limit());
            return new Slice<>(page, new Cursor(order.name(), since, false, order.place(page.getLast())));
        }
        return after == null ? new Slice<>(found, null) : changed(since, List.of(), asked.limit(), found, question);
    }

    /** @param page what is on the page already: it does not come twice on the same */
    private Slice<RawBsonDocument> changed(
            long since, List<BsonValue> at, int limit, List<RawBsonDocument> page, Question question) {
        Keyset by = identity;
        if (by == null) {
            return new Slice<>(page, null);
        }
        int room = limit - page.size();
        Bson beyond = at.isEmpty() ? Filters.empty() : by.beyond(at);
        List<RawBsonDocument> found = question.ask(beyond, since, by.sort(), room + 1);
        Set<List<BsonValue>> there = new HashSet<>();
        page.forEach(entry -> there.add(by.place(entry)));
        boolean more = found.size() > room;
        List<RawBsonDocument> taken = more ? found.subList(0, room) : found;
        List<RawBsonDocument> all = new ArrayList<>(page);
        taken.stream().filter(entry -> !there.contains(by.place(entry))).forEach(all::add);
        List<BsonValue> last = taken.isEmpty() ? at : by.place(taken.getLast());
        return new Slice<>(all, more ? new Cursor(order.name(), since, true, last) : null);
    }
}
