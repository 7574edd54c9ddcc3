package io.annals.query.projection;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.annals.log.axon.LogToken;
import io.annals.log.axon.LogTokenForm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Group}, as one more document of the collection {@code projections}: {@code {_id: "_group", epoch, begin, members:
 * {projection: generation}, progress: {segment: position}}}. Since all of it is one document, who belongs to the group and how far
 * it is are read as of one instant.
 */
final class GroupStore {
    /** No projection's name has an underscore. */
    static final String ID = "_group";

    private static final String EPOCH = "epoch";
    private static final String BEGIN = "begin";
    private static final String MEMBERS = "members";
    private static final String PROGRESS = "progress";

    private final MongoCollection<Document> collection;
    private final MongoCollection<Document> quick;
    private final MongoCollection<Document> tokens;

    GroupStore(MongoDatabase database) {
        collection = database.getCollection("projections")
                .withWriteConcern(WriteConcern.MAJORITY)
                .withReadConcern(ReadConcern.LOCAL);
        quick = collection.withWriteConcern(WriteConcern.W1);
        tokens = database.getCollection(Projections.TOKENS).withReadConcern(ReadConcern.MAJORITY);
    }

    /** As it is now; null where there has never been one. */
    @Nullable
    Group now() {
        Document found = collection.find(eq(ID)).first();
        return found == null ? null : group(found);
    }

    /** Forms the first one of those who have all seen a position; another node may have been faster. */
    void form(Map<String, Integer> members, int segments, long seen) {
        Document document = new Document("_id", ID)
                .append(EPOCH, 1L)
                .append(BEGIN, document(beginOf(members)))
                .append(MEMBERS, new Document(members))
                .append(PROGRESS, document(segments, seen));
        try {
            collection.insertOne(document);
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
        }
    }

    /**
     * Lets generations join, in the place of those that the group had of the same projections, in one step. False when the
     * group has changed or any of its segments is further than they are.
     *
     * @param seen what all of them have processed
     * @param segments into how many parts subjects are dealt from now on
     */
    boolean join(Group group, Map<String, Integer> joining, int segments, long seen) {
        List<Bson> noFurther = new ArrayList<>();
        group.progress().keySet().forEach(segment -> noFurther.add(lte(PROGRESS + "." + segment, seen)));
        List<Bson> change = epochAfter(group, beginOf(group).lowerBound(beginOf(joining)));
        joining.forEach((projection, generation) -> change.add(Updates.set(MEMBERS + "." + projection, generation)));
        if (segments != group.progress().size()) {
            change.add(Updates.set(PROGRESS, document(segments, group.everywhere())));
        }
        return isChanged(noFurther, group, change);
    }

    /**
     * Begins anew with these, in the place of a group that is further than the log, which was restored from a backup: whoever else
     * belonged to it has to be rebuilt. False when the group has changed.
     */
    boolean beginAnew(Group group, Map<String, Integer> members, int segments, long seen) {
        List<Bson> change = epochAfter(group, beginOf(members));
        change.add(Updates.set(MEMBERS, new Document(members)));
        change.add(Updates.set(PROGRESS, document(segments, seen)));
        return isChanged(List.of(), group, change);
    }

    /** Takes projections out of the group. False when it has changed. */
    boolean leave(Group group, Collection<String> projections) {
        List<Bson> change = epochAfter(group, beginOf(group));
        projections.forEach(projection -> change.add(Updates.unset(MEMBERS + "." + projection)));
        return isChanged(List.of(), group, change);
    }

    private boolean isChanged(List<Bson> conditions, Group group, List<Bson> change) {
        List<Bson> all = new ArrayList<>(List.of(eq(ID), eq(EPOCH, group.epoch())));
        all.addAll(conditions);
        return collection.updateOne(and(all), Updates.combine(change)).getModifiedCount() == 1;
    }

    /** That a segment has processed everything up to a position; never goes back. False when the epoch is over. */
    boolean reached(long epoch, int segment, long position) {
        return quick.updateOne(and(eq(ID), eq(EPOCH, epoch)), Updates.max(PROGRESS + "." + segment, position))
                        .getMatchedCount()
                == 1;
    }

    /** Removes the tokens of earlier epochs. */
    void sweep(Group group) {
        for (String processor : tokens.distinct("processorName", String.class)) {
            if (Group.isReaderBefore(group.epoch(), processor)) {
                tokens.deleteMany(eq("processorName", processor));
            }
        }
    }

    static Group group(Document document) {
        Map<String, Integer> members = new TreeMap<>();
        document.get(MEMBERS, new Document())
                .forEach((projection, generation) -> members.put(projection, ((Number) generation).intValue()));
        Map<Integer, Long> progress = new TreeMap<>();
        document.get(PROGRESS, new Document())
                .forEach(
                        (segment, position) -> progress.put(Integer.valueOf(segment), ((Number) position).longValue()));
        return new Group(
                document.get(EPOCH, Number.class).longValue(),
                token(document.get(BEGIN, new Document())),
                members,
                progress);
    }

    /** Readers of the next epoch begin where every token says that the views up to there are durable. */
    private List<Bson> epochAfter(Group group, LogToken begin) {
        return new ArrayList<>(List.of(Updates.set(EPOCH, group.epoch() + 1), Updates.set(BEGIN, document(begin))));
    }

    /** Up to where the views of all members are durable. */
    LogToken beginOf(Group group) {
        return lowest(group.reader()).orElse(group.begin());
    }

    /** From where one would have to read who reads for all of these. */
    private LogToken beginOf(Map<String, Integer> generations) {
        return generations.entrySet().stream()
                .map(one -> lowest(Reader.nameOf(one.getKey(), one.getValue())).orElse(LogToken.BEGINNING))
                .min(LogToken::compareTo)
                .orElse(LogToken.BEGINNING);
    }

    private Optional<LogToken> lowest(String reader) {
        return tokens.find(eq("processorName", reader)).map(GroupStore::stored).into(new ArrayList<>()).stream()
                .min(LogToken::compareTo);
    }

    private static LogToken stored(Document token) {
        Object json = Objects.requireNonNull(token.get("token"), "a token without a place");
        return LogTokenForm.fromJson(
                json instanceof Binary binary ? new String(binary.getData(), UTF_8) : json.toString());
    }

    static Document document(int segments, long position) {
        Document progress = new Document();
        IntStream.range(0, segments).forEach(segment -> progress.append(Integer.toString(segment), position));
        return progress;
    }

    private static Document document(LogToken token) {
        return Document.parse(LogTokenForm.toJson(token));
    }

    private static LogToken token(Document document) {
        return LogTokenForm.fromJson(document.toJson());
    }
}
