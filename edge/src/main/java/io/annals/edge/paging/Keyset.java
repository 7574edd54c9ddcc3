package io.annals.edge.paging;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.annals.edge.refusal.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.BsonNull;
import org.bson.BsonValue;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * An order in which a list is paged by what the last entry was sorted by, not by how many came before it.
 *
 * @param fields what is sorted by, the first first; all of them together are unique, and the last is never missing
 * @param descending whether the greatest comes first, by all of the fields; what is missing is less than anything
 */
public record Keyset(List<String> fields, boolean descending) {
    public Keyset {
        fields = List.copyOf(fields);
    }

    public static Keyset ascending(String... fields) {
        return new Keyset(List.of(fields), false);
    }

    public static Keyset descending(String... fields) {
        return new Keyset(List.of(fields), true);
    }

    /** What a cursor calls it. */
    public String name() {
        return (descending ? "-" : "+") + String.join(",", fields);
    }

    public Bson sort() {
        return descending ? Sorts.descending(fields) : Sorts.ascending(fields);
    }

    /** Where an entry stands. */
    public List<BsonValue> place(BsonDocument entry) {
        return fields.stream().map(field -> value(entry, field)).toList();
    }

    private static BsonValue value(BsonDocument entry, String path) {
        BsonValue value = entry;
        for (String name : path.split("\\.")) {
            value = value instanceof BsonDocument inside ? inside.get(name, BsonNull.VALUE) : BsonNull.VALUE;
        }
        return value;
    }

    /**
     * The entries behind a place.
     *
     * @throws BadInput when it is a place in another order
     */
    public Bson beyond(List<BsonValue> place) {
        if (place.size() != fields.size()) {
            throw Cursor.notOurs();
        }
        List<Bson> ways = new ArrayList<>();
        List<Bson> same = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            String field = fields.get(i);
            BsonValue value = place.get(i);
            boolean last = i == fields.size() - 1;
            if (!(descending && value.isNull())) { // nothing is less than what is missing
                ways.add(Filters.and(plus(same, further(field, value, last))));
            }
            same.add(Filters.eq(field, value));
        }
        Bson behind = ways.isEmpty() ? Filters.nor(Filters.empty()) : Filters.or(ways);
        BsonValue first = place.getFirst();
        return first.isNull() ? behind : Filters.and(entrance(fields.getFirst(), first), behind);
    }

    /** Where an index is entered; the rest says what to pass over there. */
    private Bson entrance(String field, BsonValue value) {
        return descending ? Filters.not(Filters.gt(field, value)) : Filters.gte(field, value);
    }

    private Bson further(String field, BsonValue value, boolean last) {
        if (value.isNull()) {
            return Filters.ne(field, null);
        }
        if (!descending) {
            return Filters.gt(field, value);
        }
        return last ? Filters.lt(field, value) : Filters.or(Filters.lt(field, value), Filters.eq(field, null));
    }

    private static List<Bson> plus(List<Bson> some, Bson one) {
        List<Bson> all = new ArrayList<>(some);
        all.add(one);
        return all;
    }

    /**
     * A page of a collection whose entries keep their places.
     *
     * @throws BadInput when the cursor belongs to another list
     */
    public <T> Slice<T> page(
            MongoCollection<Document> collection, Bson filter, PageRequest asked, Function<Document, T> form) {
        Cursor after = asked.after();
        if (after != null && !after.order().equals(name())) {
            throw Cursor.notOurs();
        }
        List<Document> found = collection
                .find(after == null ? filter : Filters.and(filter, beyond(after.at())))
                .sort(sort())
                .limit(asked.limit() + 1)
                .into(new ArrayList<>());
        boolean more = found.size() > asked.limit();
        List<Document> page = more ? found.subList(0, asked.limit()) : found;
        return new Slice<>(
                page.stream().map(form).toList(),
                more ? new Cursor(name(), 0, false, place(page.getLast().toBsonDocument())) : null);
    }
}
