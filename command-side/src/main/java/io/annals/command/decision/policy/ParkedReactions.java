package io.annals.command.decision.policy;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import io.annals.log.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;

/** Facts whose reaction failed, and the later ones of the same customers, by their places in the log: nothing personal. */
final class ParkedReactions {
    /** @param index of the event within its commit */
    record Parked(String subject, long position, int index) {}

    private final MongoCollection<Document> parked;

    ParkedReactions(MongoDatabase database) {
        parked = database.getCollection("parked_reactions");
        parked.createIndex(Indexes.ascending("policies", "subject", "position", "index"));
    }

    /** Those of these customers of whom something is parked. */
    Set<String> among(String policies, Collection<String> subjects) {
        return parked.distinct("subject", and(eq("policies", policies), in("subject", subjects)), String.class)
                .into(new HashSet<>());
    }

    /** @param cause what failed; never an exception's message, which may quote what is personal */
    void put(String policies, RecordedEvent event, String cause, Instant since) {
        String id = policies + "/" + event.position() + "." + event.index();
        Document document = new Document("_id", id)
                .append("policies", policies)
                .append("subject", Objects.requireNonNull(event.event().subject()))
                .append("position", event.position())
                .append("index", event.index())
                .append("cause", cause)
                .append("since", Date.from(since));
        parked.replaceOne(eq(id), document, new ReplaceOptions().upsert(true));
    }

    /** In the order in which they must be taken up again. */
    List<Parked> inOrder(String policies) {
        return parked.find(eq("policies", policies))
                .sort(Sorts.ascending("subject", "position", "index"))
                .map(document -> new Parked(
                        document.getString("subject"), document.getLong("position"), document.getInteger("index")))
                .into(new ArrayList<>());
    }

    void remove(String policies, Parked done) {
        parked.deleteOne(eq(policies + "/" + done.position() + "." + done.index()));
    }

    long count(String policies) {
        return parked.countDocuments(eq("policies", policies));
    }
}
