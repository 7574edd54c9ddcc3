package io.annals.query.projection;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.expr;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The collection {@code projections}: one document a projection, {@code {_id: name, serving, revision, building?, buildingSince?,
 * progress: {generation: {segment: position}}}}. Changing {@code serving} is the one step in which a rebuilt view takes over.
 */
final class ProgressStore {
    private static final String SERVING = "serving";
    private static final String REVISION = "revision";
    private static final String BUILDING = "building";
    private static final String SIGN_OF_LIFE = "buildingAt";
    private static final String PROGRESS = "progress";

    /** How long a standing is good for those who only want one that is not older than what they are going to read. */
    private static final long LATELY = TimeUnit.MILLISECONDS.toNanos(25);

    private final MongoCollection<Document> collection;
    private final MongoCollection<Document> quick;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** @param at when it was asked for, by {@link System#nanoTime} */
    private record Known(ProjectionProgress standing, long at) {}

    ProgressStore(MongoDatabase database) {
        collection = database.getCollection("projections")
                .withWriteConcern(WriteConcern.MAJORITY)
                .withReadConcern(ReadConcern.LOCAL);
        quick = collection.withWriteConcern(WriteConcern.W1);
    }

    /** Makes the projection known; one whose views are of an earlier revision serves from a new, empty generation. */
    void prepare(Projection<?> projection) {
        int revision = projection.revision();
        Bson known = eq(projection.name());
        collection.updateOne(
                known,
                Updates.combine(Updates.setOnInsert(SERVING, 1), Updates.setOnInsert(REVISION, revision)),
                new UpdateOptions().upsert(true));
        Bson earlier = revision == 1
                ? lt(REVISION, revision)
                : or(lt(REVISION, revision), exists(REVISION, false)); // the first one was not written down
        collection.updateOne(
                and(known, earlier),
                Updates.combine(
                        Updates.inc(SERVING, 2), // the next number may belong to a generation that was being built
                        Updates.set(REVISION, revision),
                        Updates.unset(BUILDING),
                        Updates.unset(SIGN_OF_LIFE),
                        Updates.unset(PROGRESS)));
    }

    ProjectionProgress of(String projection) {
        long at = System.nanoTime();
        Document document = document(projection);
        int serving = document.getInteger(SERVING);
        ProjectionProgress now =
                new ProjectionProgress(projection, serving, document.getInteger(BUILDING), progress(document, serving));
        known.merge(projection, new Known(now, at), (one, other) -> one.at() - other.at() > 0 ? one : other);
        return now;
    }

    /** As it was a moment ago at most, and never before one that was told: an answer of many reads asks for it once. */
    ProjectionProgress lately(String projection) {
        Known last = known.get(projection);
        return last != null && System.nanoTime() - last.at() < LATELY ? last.standing() : of(projection);
    }

    Map<Integer, Long> progress(String projection, int generation) {
        return progress(document(projection), generation);
    }

    /** That a segment has processed everything up to a position; never goes back. */
    void reached(String projection, int generation, int segment, long position) {
        quick.updateOne(eq(projection), Updates.max(PROGRESS + "." + generation + "." + segment, position));
    }

    /** Claims the right to build a generation beside the serving one; false when somebody else is at it. */
    boolean startBuilding(String projection, int serving, int building) {
        Bson free = and(eq(projection), eq(SERVING, serving), exists(BUILDING, false));
        return collection.updateOne(free, building(building)).getModifiedCount() == 1;
    }

    /** False when it is no longer being built: it serves, or was taken for abandoned. */
    boolean stillBuilding(String projection, int building) {
        return quick.updateOne(and(eq(projection), eq(BUILDING, building)), building(building))
                        .getMatchedCount()
                == 1;
    }

    /** The one step. */
    boolean serve(String projection, int serving, int built) {
        Bson asBuilt = and(eq(projection), eq(SERVING, serving), eq(BUILDING, built));
        Bson change = Updates.combine(
                Updates.set(SERVING, built),
                Updates.unset(BUILDING),
                Updates.unset(SIGN_OF_LIFE),
                Updates.unset(PROGRESS + "." + serving));
        return collection.updateOne(asBuilt, change).getModifiedCount() == 1;
    }

    void abandonBuilding(String projection, int building) {
        collection.updateOne(and(eq(projection), eq(BUILDING, building)), noBuilding(building));
    }

    /** Gives up a building whose builder has given no sign of life for so long, and says which; null if there is none. */
    @Nullable
    Integer abandonSilent(String projection, Duration silence) {
        Document longAgo = new Document("$subtract", List.of("$$NOW", silence.toMillis()));
        Bson silent = and(
                eq(projection),
                or(expr(new Document("$lt", List.of("$" + SIGN_OF_LIFE, longAgo))), exists(SIGN_OF_LIFE, false)));
        Document found = collection.find(and(silent, exists(BUILDING))).first();
        if (found == null) {
            return null;
        }
        int generation = found.getInteger(BUILDING);
        Bson stillSilent = and(silent, eq(BUILDING, generation));
        return collection.updateOne(stillSilent, noBuilding(generation)).getModifiedCount() == 1 ? generation : null;
    }

    private static Bson building(int generation) {
        return Updates.combine(
                Updates.set(BUILDING, generation), Updates.currentDate(SIGN_OF_LIFE)); // by one clock for all
    }

    private static Bson noBuilding(int generation) {
        return Updates.combine(
                Updates.unset(BUILDING), Updates.unset(SIGN_OF_LIFE), Updates.unset(PROGRESS + "." + generation));
    }

    private Document document(String projection) {
        Document document = collection.find(eq(projection)).first();
        if (document == null) {
            throw new IllegalStateException("the projection " + projection + " has never been started");
        }
        return document;
    }

    private static Map<Integer, Long> progress(Document document, int generation) {
        Document all = document.get(PROGRESS, new Document());
        Map<Integer, Long> progress = new TreeMap<>();
        all.get(Integer.toString(generation), new Document())
                .forEach(
                        (segment, position) -> progress.put(Integer.valueOf(segment), ((Number) position).longValue()));
        return progress;
    }
}
