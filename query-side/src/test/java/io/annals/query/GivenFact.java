package io.annals.query;

import io.annals.encoding.EventEncoding;
import io.annals.events.Fact;
import io.annals.log.Event;
import io.annals.log.RecordedEvent;
import io.annals.query.projection.Fold;
import io.annals.query.projection.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/** A fact and its place, without any log. */
public record GivenFact(RecordedEvent where, Fact fact) {
    public static final Instant RECORDED = Instant.parse("2026-03-03T14:05:00Z");
    private static final RawBsonDocument NOTHING = RawBsonDocument.parse(new BsonDocument().toJson());

    /** Commits of so many facts each, the last one of what is left. */
    public static List<GivenFact> inCommitsOf(int size, List<? extends Fact> facts) {
        Map<String, Long> seqs = new HashMap<>();
        List<GivenFact> told = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            Fact fact = facts.get(i);
            String stream = fact.stream();
            long seq = seqs.merge(stream, 0L, (a, _) -> a + 1);
            Event event = new Event(
                    stream,
                    seq,
                    EventEncoding.nameOf(fact.getClass()),
                    1,
                    "event-" + i,
                    fact.subjectId(),
                    fact.occurredAt(),
                    Map.of("actor", "agent"),
                    NOTHING);
            long position = i / size + 1L;
            told.add(new GivenFact(new RecordedEvent(position, i % size, RECORDED.plusSeconds(position), event), fact));
        }
        return told;
    }

    public static <V> Seen<V> folded(Fold<V> fold, Seen<V> view, List<GivenFact> told) {
        Seen<V> seen = view;
        for (GivenFact one : told) {
            seen = seen.after(one.where(), one.fact(), fold);
        }
        return seen;
    }

    /** The view of one subject after these facts, each in a commit of its own. */
    public static <V> V view(Fold<V> fold, List<? extends Fact> facts) {
        return folded(fold, Seen.nothing(fold, "subject"), inCommitsOf(1, facts))
                .view();
    }
}
