package io.annals.query.customer.list;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.annals.edge.refusal.RuleBroken;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/** The filters that users have given names to: the collection {@code saved_views}, {@code {_id: {user, name}, filters}}. */
final class SavedViews {
    static final int MOST = 50;

    private final MongoCollection<Document> collection;

    SavedViews(MongoDatabase database) {
        this.collection = database.getCollection("saved_views");
    }

    /** @param filters parameters of {@code GET /customers}, by name */
    record SavedView(String name, Map<String, String> filters) {}

    private static Document id(String user, String name) {
        return new Document("user", user).append("name", name);
    }

    /** A user's own, by name. */
    List<SavedView> of(String user) {
        return collection
                .find(and(
                        Filters.gte("_id", id(user, "")),
                        Filters.lt("_id", id(user, "\uffff")))) // a document compares field by field
                .sort(Sorts.ascending("_id"))
                .limit(MOST)
                .map(SavedViews::view)
                .into(new ArrayList<>());
    }

    private static SavedView view(Document document) {
        Map<String, String> filters = new TreeMap<>();
        document.get("filters", Document.class).forEach((name, value) -> filters.put(name, (String) value));
        return new SavedView(document.get("_id", Document.class).getString("name"), filters);
    }

    /**
     * Puts it in the place of the one of the same name.
     *
     * @throws RuleBroken when the user has as many as one may have
     */
    void put(String user, SavedView view) {
        List<SavedView> all = of(user);
        if (all.size() >= MOST && all.stream().noneMatch(one -> one.name().equals(view.name()))) {
            throw new RuleBroken(
                    "too-many-saved-views", "A user may have " + MOST + " saved views.", Map.of("most", MOST));
        }
        Document id = id(user, view.name());
        Document filters = new Document();
        new TreeMap<>(view.filters()).forEach(filters::append);
        collection.replaceOne(
                eq(id), new Document("_id", id).append("filters", filters), new ReplaceOptions().upsert(true));
    }

    /** False when there was none of that name. */
    boolean remove(String user, String name) {
        return collection.deleteOne(eq(id(user, name))).getDeletedCount() == 1;
    }
}
