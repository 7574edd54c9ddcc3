package io.annals.query.projection;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import io.annals.query.projection.StoredViews.Written;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** The views of those who are one with others, each alone: few, and nobody asks for them but to combine them. */
final class StoredMembers<V> {
    static final String SURVIVOR = "survivor";

    private final MongoCollection<RawBsonDocument> collection;
    private final Function<RawBsonDocument, Seen<V>> form;
    private volatile boolean any; // whether there may be some; others are asked whether there are none

    StoredMembers(MongoCollection<RawBsonDocument> collection, Function<RawBsonDocument, Seen<V>> form) {
        this.collection = collection;
        this.form = form;
        this.any = true;
    }

    /** Under whose id somebody is shown who has been absorbed; null for anybody else. */
    @Nullable
    String survivor(String subject) {
        RawBsonDocument found = collection
                .find(eq(subject))
                .projection(Projections.include(SURVIVOR))
                .first();
        return found == null ? null : found.getString(SURVIVOR).getValue();
    }

    /** Asks whether there are any at all only once, as long as this process writes them alone. */
    Map<String, Seen<V>> load(Collection<String> subjects) {
        Map<String, Seen<V>> found = new HashMap<>();
        if (!subjects.isEmpty() && any) {
            collection.find(in("_id", subjects)).map(form::apply).forEach(seen -> found.put(seen.subject(), seen));
            if (found.isEmpty()) {
                any = collection.find().projection(Projections.include("_id")).first() != null;
            }
        }
        return found;
    }

    /** Another process may have written since. */
    void forget() {
        any = true;
    }

    void write(Collection<Written<V>> views) {
        if (!views.isEmpty()) {
            any = true;
            List<ReplaceOneModel<RawBsonDocument>> writes = new ArrayList<>();
            views.forEach(view -> writes.add(new ReplaceOneModel<>(
                    eq(view.seen().subject()), view.document(), new ReplaceOptions().upsert(true))));
            collection.bulkWrite(writes);
        }
    }

    void remove(Collection<String> subjects) {
        if (!subjects.isEmpty()) {
            collection.deleteMany(in("_id", subjects));
        }
    }

    void drop() {
        collection.drop();
    }
}
