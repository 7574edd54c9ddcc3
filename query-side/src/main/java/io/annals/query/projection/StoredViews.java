package io.annals.query.projection;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReplaceOptions;
import io.annals.encoding.EventEncoding;
import io.annals.events.merge.Links;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.bson.BsonArray;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The views of one generation: {@code {_id: subject, position, index, parked?, links?, members?, view}}. Of subjects who are
 * one there is one view, under the survivor's id, with all members; what each came to alone is kept in a collection beside,
 * {@code {_id: subject, survivor, position, …, view}}.
 *
 * <p>Writes are acknowledged by the primary only. The token is written after them with the majority's word, so a failover
 * that takes views back takes the token back too. Reads see these writes at once: what they tell is durable in the log.
 */
final class StoredViews<V> {
    private static final String POSITION = "position";
    private static final String INDEX = "index";
    private static final String PARKED = "parked";
    private static final String VIEW = "view";
    private static final String LINKS = "links";
    private static final String MEMBERS = "members";
    private static final String ROWS = "_rows";
    private static final String BESIDE = "_members";

    /** Bytes of views in one command: MongoDB takes 16 MiB, and there are some around them. */
    private static final int LARGEST_COMMAND = 12 << 20;

    private final Projection<V> projection;
    private final MongoDatabase database;
    private final MongoCollection<RawBsonDocument> collection;
    private final @Nullable StoredRows rows;
    private final StoredMembers<V> members;

    StoredViews(MongoDatabase database, Projection<V> projection, int generation) {
        this.projection = projection;
        this.database = database;
        this.collection = database.getCollection(nameOf(projection.name(), generation), RawBsonDocument.class)
                .withWriteConcern(WriteConcern.W1)
                .withReadConcern(ReadConcern.LOCAL);
        this.rows = projection.rows() == null
                ? null
                : new StoredRows(database, nameOf(projection.name(), generation) + ROWS, projection.rows());
        this.members = new StoredMembers<>(
                database.getCollection(nameOf(projection.name(), generation) + BESIDE, RawBsonDocument.class)
                        .withWriteConcern(WriteConcern.W1)
                        .withReadConcern(ReadConcern.LOCAL),
                this::seen);
    }

    /** What each of those who are one came to alone. */
    StoredMembers<V> members() {
        return members;
    }

    /** What the fold leaves beside the views; null where it leaves nothing. */
    @Nullable
    StoredRows rows() {
        return rows;
    }

    /** The generation whose views or rows a collection of this name holds. */
    static int generationOf(String projection, String collection) {
        String rest = collection.substring(prefixOf(projection).length());
        return Integer.parseInt(rest.split("_", 2)[0]);
    }

    static String nameOf(String projection, int generation) {
        return prefixOf(projection) + generation;
    }

    static String prefixOf(String projection) {
        return "view_" + projection + "_";
    }

    void prepare() {
        if (!projection.indexes().isEmpty()) {
            collection.createIndexes(projection.indexes());
        }
        collection.createIndex(
                Indexes.ascending(MEMBERS), new IndexOptions().name("by_member").sparse(true));
        if (rows != null) {
            rows.prepare();
        }
    }

    void drop() {
        collection.drop();
        members.drop();
        if (rows != null) {
            rows.drop();
        }
    }

    /** As it is shown: for one who has been absorbed that of whoever is the survivor. */
    Optional<Seen<V>> one(String subject) {
        RawBsonDocument found = collection.find(eq(subject)).first();
        if (found == null) {
            String survivor = members.survivor(subject);
            found = survivor == null ? null : collection.find(eq(survivor)).first();
        }
        return Optional.ofNullable(found).map(this::seen);
    }

    /** As they are shown. */
    Map<String, Seen<V>> load(Collection<String> subjects) {
        Map<String, Seen<V>> found = new HashMap<>();
        if (!subjects.isEmpty()) {
            collection.find(in("_id", subjects)).map(this::seen).forEach(view -> found.put(view.subject(), view));
        }
        return found;
    }

    /** What each came to alone. */
    Map<String, Seen<V>> loadOwn(Collection<String> subjects) {
        Map<String, Seen<V>> found = new HashMap<>();
        if (!subjects.isEmpty()) {
            for (RawBsonDocument one : collection.find(in("_id", subjects))) {
                if (!one.containsKey(MEMBERS)) {
                    Seen<V> seen = seen(one);
                    found.put(seen.subject(), seen);
                }
            }
            Set<String> others = new HashSet<>(subjects);
            others.removeAll(found.keySet());
            found.putAll(members.load(others));
        }
        return found;
    }

    /** The survivors under whose id these are shown who have been absorbed, by subject; nobody else. */
    Map<String, String> survivors(Collection<String> subjects) {
        Map<String, String> survivors = new HashMap<>();
        if (!subjects.isEmpty()) {
            collection
                    .find(in(MEMBERS, subjects))
                    .projection(include(MEMBERS))
                    .forEach(one -> members(one)
                            .forEach(member ->
                                    survivors.put(member, one.getString("_id").getValue())));
            survivors.keySet().retainAll(subjects);
        }
        return survivors;
    }

    /** The view in which a subject is shown. */
    static Bson showing(String subject) {
        return Filters.or(eq(subject), eq(MEMBERS, subject));
    }

    private static List<String> members(RawBsonDocument document) {
        return document.getArray(MEMBERS).stream()
                .map(one -> one.asString().getValue())
                .toList();
    }

    void remove(Collection<String> subjects) {
        if (!subjects.isEmpty()) {
            collection.deleteMany(in("_id", subjects));
        }
    }

    /** As they stand there. */
    List<RawBsonDocument> find(Bson filter, Bson sort, int limit) {
        return collection.find(filter).sort(sort).limit(limit).into(new ArrayList<>());
    }

    /** What has changed after a position. */
    static Bson changedSince(long position) {
        return Filters.gt(POSITION, position);
    }

    long count(Bson filter) {
        return filter.toBsonDocument().isEmpty()
                ? collection.estimatedDocumentCount()
                : collection.countDocuments(filter);
    }

    /** Elements of a list inside the views, as they stand there. */
    List<RawBsonDocument> elements(Inside inside, Bson sort, int limit) {
        List<Bson> steps = new ArrayList<>(inside.steps());
        steps.addAll(List.of(Aggregates.sort(sort), Aggregates.limit(limit)));
        return collection.aggregate(steps, RawBsonDocument.class).into(new ArrayList<>());
    }

    long countElements(Inside inside) {
        List<Bson> steps = new ArrayList<>(inside.steps());
        steps.add(Aggregates.count());
        Document counted = collection.aggregate(steps, Document.class).first();
        return counted == null
                ? 0
                : Objects.requireNonNull(counted.get("count", Number.class)).longValue();
    }

    /**
     * What {@link #write} takes; made apart from it, so that a view without a form is its subject's trouble alone.
     *
     * @param first whether nothing is stored of the subject, as far as is known
     */
    Written<V> form(Seen<V> seen, boolean first) {
        return written(seen, document(seen), first);
    }

    /** The same of several who are one. */
    Written<V> form(Seen<V> seen, List<String> members) {
        BsonArray all = new BsonArray();
        members.forEach(member -> all.add(new BsonString(member)));
        return written(seen, document(seen).append(MEMBERS, all), false);
    }

    /** The same of one of several, for {@link StoredMembers#write}. */
    Written<V> formOwn(Seen<V> seen, String survivor) {
        return written(seen, document(seen).append(StoredMembers.SURVIVOR, new BsonString(survivor)), false);
    }

    private static <V> Written<V> written(Seen<V> seen, BsonDocument document, boolean first) {
        return new Written<>(
                seen, new RawBsonDocument(document, EventEncoding.codecs().get(BsonDocument.class)), first);
    }

    private static BsonDocument document(Seen<?> seen) {
        BsonDocument document = new BsonDocument("_id", new BsonString(seen.subject()))
                .append(POSITION, new BsonInt64(seen.position()))
                .append(INDEX, new BsonInt32(seen.index()));
        if (seen.parked()) {
            document.append(PARKED, BsonBoolean.TRUE);
        }
        if (seen.links().ever()) {
            document.append(LINKS, EventEncoding.toBson(seen.links()));
        }
        return document.append(VIEW, EventEncoding.toBson(seen.view()));
    }

    record Written<V>(Seen<V> seen, RawBsonDocument document, boolean first) {
        int bytes() {
            return document.getByteBuffer().remaining();
        }
    }

    /** In two round trips at most. A view that is further than this one stays: another node has taken over. */
    void write(Collection<Written<V>> views) {
        List<Written<V>> there = insert(
                views.stream().filter(Written::first).toList()); // an insertion costs the database half of an upsert
        views.stream().filter(view -> !view.first()).forEach(there::add);
        replace(there);
    }

    /** Returns those that are there already. */
    private List<Written<V>> insert(List<Written<V>> views) {
        List<Written<V>> there = new ArrayList<>();
        if (!views.isEmpty()) {
            try {
                collection.insertMany(
                        views.stream().map(Written::document).toList(), new InsertManyOptions().ordered(false));
            } catch (MongoBulkWriteException e) {
                onlyDuplicates(e);
                e.getWriteErrors().forEach(error -> there.add(views.get(error.getIndex())));
            }
        }
        return there;
    }

    /**
     * By commands of our own: the driver's would make the database keep a record of each statement, so that it can be sent
     * again, and these change nothing the second time.
     */
    private void replace(List<Written<V>> views) {
        BsonArray updates = new BsonArray();
        long bytes = 0;
        for (Written<V> view : views) {
            if (bytes + view.bytes() > LARGEST_COMMAND && !updates.isEmpty()) {
                update(updates);
                updates = new BsonArray();
                bytes = 0;
            }
            updates.add(upsert(view));
            bytes += view.bytes();
        }
        if (!updates.isEmpty()) {
            update(updates);
        }
    }

    /** Views stop at the end of a commit, so the position says it all; a second condition would cost as much as the write. */
    private static BsonDocument upsert(Written<?> view) {
        BsonDocument notFurther = new BsonDocument(
                        "_id", new BsonString(view.seen().subject()))
                .append(
                        POSITION,
                        new BsonDocument("$lte", new BsonInt64(view.seen().position())));
        return new BsonDocument("q", notFurther).append("u", view.document()).append("upsert", BsonBoolean.TRUE);
    }

    private void update(BsonArray updates) {
        Document reply = database.runCommand(new BsonDocument(
                        "update", new BsonString(collection.getNamespace().getCollectionName()))
                .append("updates", updates)
                .append("ordered", BsonBoolean.FALSE)
                .append("writeConcern", WriteConcern.W1.asDocument()));
        for (Document error : reply.getList("writeErrors", Document.class, List.of())) {
            if (ErrorCategory.fromErrorCode(error.getInteger("code")) != ErrorCategory.DUPLICATE_KEY) {
                throw new MongoException(error.getInteger("code"), error.getString("errmsg"));
            }
        }
        if (reply.containsKey("writeConcernError")) {
            throw new MongoException("views are not written: " + reply.get("writeConcernError"));
        }
    }

    /** Throws it on if there is more to it than that something is there already. */
    static void onlyDuplicates(MongoBulkWriteException e) {
        boolean only = e.getWriteConcernError() == null
                && e.getWriteErrors().stream().allMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY);
        if (!only) {
            throw e;
        }
    }

    List<RawBsonDocument> aggregate(List<Bson> pipeline) {
        return collection.aggregate(pipeline).into(new ArrayList<>());
    }

    /** Puts this in the place of whatever is there: the last of {@code views}, or nothing if there is none. */
    void replace(String subject, List<Written<V>> views) {
        if (views.isEmpty()) {
            collection.deleteOne(eq(subject));
        } else {
            collection.replaceOne(eq(subject), views.getLast().document(), new ReplaceOptions().upsert(true));
        }
    }

    Seen<V> seen(RawBsonDocument document) {
        return new Seen<>(
                document.getString("_id").getValue(),
                document.getInt64(POSITION).getValue(),
                document.getInt32(INDEX).getValue(),
                document.containsKey(PARKED),
                EventEncoding.fromBson(projection.form(), document.getDocument(VIEW)),
                document.containsKey(LINKS)
                        ? EventEncoding.fromBson(Links.class, document.getDocument(LINKS))
                        : Links.NONE,
                document.containsKey(MEMBERS) ? members(document) : List.of());
    }
}
