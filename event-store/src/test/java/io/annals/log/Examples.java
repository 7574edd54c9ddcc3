package io.annals.log;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.jspecify.annotations.Nullable;

/** Events and proposals to try a log with. */
final class Examples {
    private Examples() {}

    static Event event(String stream, long seq) {
        return event(stream, seq, null);
    }

    static Event event(String stream, long seq, @Nullable String subject) {
        return event(stream, seq, subject, new Document("amount", 7).append("note", "as usual"));
    }

    static Event event(String stream, long seq, @Nullable String subject, Document data) {
        return new Event(
                stream,
                seq,
                "test.Happened",
                1,
                stream + "/" + seq,
                subject,
                Instant.parse("2026-01-02T03:04:05.678Z"),
                Map.of("actor", "somebody", "channel", "till"),
                raw(data));
    }

    static RawBsonDocument raw(Document data) {
        return new RawBsonDocument(data, new DocumentCodec());
    }

    static Proposal proposal(Event... events) {
        return proposal(Map.of(), events);
    }

    static Proposal proposal(Map<String, Long> expectations, Event... events) {
        return new Proposal(CommitIds.next(), Arrays.asList(events), expectations);
    }

    /** One commit with the events from..to of a stream. */
    static Proposal run(String stream, long from, long to) {
        List<Event> events = LongStream.rangeClosed(from, to)
                .mapToObj(seq -> event(stream, seq))
                .toList();
        return new Proposal(CommitIds.next(), events, Map.of());
    }
}
