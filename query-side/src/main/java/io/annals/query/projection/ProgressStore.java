package io.annals.query.projection;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.expr;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
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
 * progress: {generation: {segment: position}}}}, and beside them the {@link Group}'s, whose word counts for whoever belongs to it.
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
    private final GroupStore groups;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /** @param at when it was asked for, by {@link System#nanoTime} */
    private record Known(ProjectionProgress standing, long at) {}

    ProgressStore(MongoDatabase database) {
        collection = database.getCollection("projections")
                .withWriteConcern(WriteConcern.MAJORITY)
                .withReadConcern(ReadConcern.LOCAL);
        quick = collection.withWriteConcern(WriteConcern.W1);
        groups = new GroupStore(database);
    }

    GroupStore groups() {
        return groups;
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
        if (collection.find(and(known, earlier)).first() != null) {
            leaveGroup(projection.name());
        }
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
        Map<String, Document> found = documents(in("_id", projection, GroupStore.ID));
        ProjectionProgress now = progress(projection, found);
        known.merge(projection, new Known(now, at), (one, other) -> one.at() - other.at() > 0 ? one : other);
        return now;
    }

    /** Who is in the group counts as the group says; the others as their own documents do. */
    private ProjectionProgress progress(String projection, Map<String, Document> found) {
        Document own = found.get(projection);
        if (own == null) {
            throw new IllegalStateException("the projection " + projection + " has never been started");
        }
        int serving = own.getInteger(SERVING);
        Integer building = own.getInteger(BUILDING);
        Document grouped = found.get(GroupStore.ID);
        Group group = grouped == null ? null : GroupStore.group(grouped);
        Integer member = group == null ? null : group.members().get(projection);
        if (group == null || member == null || member < serving) { // or an earlier build has rebuilt it meanwhile
            return new ProjectionProgress(projection, serving, building, false, progress(own, serving));
        }
        if (member > serving) {
            serves(projection, serving, member);
        }
        return new ProjectionProgress(
                projection, member, member.equals(building) ? null : building, true, group.progress());
    }

    /** All of these, and the group, as of about one moment. */
    Overview overview(Collection<String> projections) {
        Map<String, Document> found = documents(Filters.empty());
        Map<String, ProjectionProgress> standings = new TreeMap<>();
        projections.forEach(projection -> standings.put(projection, progress(projection, found)));
        Document group = found.get(GroupStore.ID);
        return new Overview(standings, group == null ? null : GroupStore.group(group));
    }

    /** @param group null where there has never been one */
    record Overview(
            Map<String, ProjectionProgress> standings,
            @Nullable Group group) {}

    private Map<String, Document> documents(Bson which) {
        Map<String, Document> found = new HashMap<>();
        collection.find(which).forEach(document -> found.put(document.getString("_id"), document));
        return found;
    }

    /** As it was a moment ago at most, and never before one that was told: an answer of many reads asks for it once. */
    ProjectionProgress lately(String projection) {
        Known last = known.get(projection);
        return last != null && System.nanoTime() - last.at() < LATELY ? last.standing() : of(projection);
    }

    /** Of a generation that is read for by itself. */
    Map<Integer, Long> progress(String projection, int generation) {
        Document own = documents(eq(projection)).get(projection);
        return own == null ? Map.of() : progress(own, generation);
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

    /** Notes that a rebuilt generation serves: it has joined the group, which is the step that counts. */
    void serves(String projection, int before, int built) {
        collection.updateOne(
                and(eq(projection), lt(SERVING, built)),
                Updates.combine(
                        Updates.set(SERVING, built),
                        Updates.unset(BUILDING),
                        Updates.unset(SIGN_OF_LIFE),
                        Updates.unset(PROGRESS + "." + before)));
    }

    /** That a generation which has left the group has processed everything up to a position. */
    void goesOnAlone(String projection, int generation, int segments, long position) {
        collection.updateOne(
                eq(projection),
                Updates.combine(
                        Updates.max(SERVING, generation),
                        Updates.set(PROGRESS + "." + generation, GroupStore.document(segments, position))));
    }

    /** Takes a projection out of the group whose generation is given up. */
    void leaveGroup(String projection) {
        for (Group group = groups.now(); group != null; group = groups.now()) {
            Integer member = group.members().get(projection);
            if (member == null) {
                return;
            }
            of(projection); // has the generation noted that serves
            if (groups.leave(group, List.of(projection))) {
                return;
            }
        }
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

    private static Map<Integer, Long> progress(Document document, int generation) {
        Document all = document.get(PROGRESS, new Document());
        Map<Integer, Long> progress = new TreeMap<>();
        all.get(Integer.toString(generation), new Document())
                .forEach(
                        (segment, position) -> progress.put(Integer.valueOf(segment), ((Number) position).longValue()));
        return progress;
    }
}
