package io.annals.log;

import com.mongodb.client.ClientSession;
import com.mongodb.client.FindIterable;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.annals.log.Draft.Written;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Questions about streams, each answered from the unique index in one round trip, as the majority sees it. With a session
 * the answers are never older than what that session has written.
 */
final class Lookups {
    private static final List<Bson> LAST_ONLY =
            List.of(Aggregates.limit(1), Aggregates.project(Projections.include("events.stream", "events.seq")));

    private final LogCollections collections;
    private final @Nullable ClientSession session;

    Lookups(LogCollections collections, @Nullable ClientSession session) {
        this.collections = collections;
        this.session = session;
    }

    /**
     * The last seq of each stream that has one. One index entry is read for each stream, however long: the index runs
     * backwards through a stream, and an equality look-up with a limit takes its first entry.
     */
    Map<String, Long> lastSeqs(Collection<String> streams) {
        Map<String, Long> last = new HashMap<>();
        if (streams.isEmpty()) {
            return last;
        }
        List<Document> asked =
                streams.stream().distinct().map(s -> new Document("s", s)).toList();
        List<Bson> pipeline = List.of(
                new Document("$documents", asked),
                new Document(
                        "$lookup",
                        new Document("from", LogCollections.LOG)
                                .append("localField", "s")
                                .append("foreignField", "events.stream")
                                .append("pipeline", LAST_ONLY)
                                .append("as", "last")));
        var answers = session == null
                ? collections.database().aggregate(pipeline)
                : collections.database().aggregate(session, pipeline);
        for (Document answer : answers) {
            String stream = answer.getString("s");
            for (Document commit : answer.getList("last", Document.class)) {
                for (Document event : commit.getList("events", Document.class)) {
                    if (stream.equals(event.getString("stream"))) {
                        last.merge(stream, event.getLong("seq"), Math::max);
                    }
                }
            }
        }
        return last;
    }

    /** Whether a commit at another position already holds one of the places that the draft wants in its streams. */
    boolean placeTaken(Draft draft, long position) {
        List<Bson> places = new ArrayList<>();
        for (Written written : draft.written) {
            places.add(places(written.stream(), written.first(), written.last()));
        }
        for (RawBsonDocument raw : find(Filters.or(places))) {
            if (StoredCommit.of(raw).position() != position) {
                return true;
            }
        }
        return false;
    }

    /** Where those of the drafts stand that are in the log already, by commit id: proposed before, outcome unheard. */
    Map<UUID, Long> recorded(Collection<Draft> drafts) {
        Map<UUID, Long> recorded = new HashMap<>();
        List<Bson> places = new ArrayList<>();
        for (Draft draft : drafts) {
            Written first = draft.written.getFirst();
            places.add(places(first.stream(), first.first(), first.first()));
        }
        for (RawBsonDocument raw : find(Filters.or(places))) {
            StoredCommit commit = StoredCommit.of(raw);
            recorded.put(commit.commitId(), commit.position());
        }
        return recorded;
    }

    static Bson places(String stream, long first, long last) {
        return Filters.elemMatch(
                "events",
                Filters.and(Filters.eq("stream", stream), Filters.gte("seq", first), Filters.lte("seq", last)));
    }

    private FindIterable<RawBsonDocument> find(Bson filter) {
        FindIterable<RawBsonDocument> found = session == null
                ? collections.log().find(filter)
                : collections.log().find(session, filter);
        return found.hintString(LogCollections.STREAM_INDEX);
    }
}
