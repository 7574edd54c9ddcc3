package io.annals.log.axon;

import io.annals.log.Event;
import io.annals.log.RecordedEvent;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.eventhandling.EventMessage;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/** For payloads that are plain text. The subject is what stands before a colon, if there is one. */
final class TextEncoding implements PayloadEncoding {
    static final String TYPE = "test.Said";

    @Override
    public Event encode(String stream, long seq, EventMessage<?> message) {
        String text = (String) message.getPayload();
        Map<String, String> meta = new TreeMap<>();
        message.getMetaData().forEach((key, value) -> meta.put(key, String.valueOf(value)));
        int colon = text.indexOf(':');
        return new Event(
                stream,
                seq,
                TYPE,
                1,
                message.getIdentifier(),
                colon < 0 ? null : text.substring(0, colon),
                message.getTimestamp(),
                meta,
                document(text));
    }

    static RawBsonDocument document(String text) {
        return new RawBsonDocument(new BsonDocument("text", new BsonString(text)), new BsonDocumentCodec());
    }

    @Override
    public String decode(Event event) {
        return event.data().getString("text").getValue();
    }

    @Override
    public Class<?> payloadType(String type, int rev) {
        if (!type.equals(TYPE)) {
            throw new IllegalArgumentException("unknown name " + type);
        }
        return String.class;
    }

    @Override
    public Instant timestamp(RecordedEvent event) {
        return event.event().occurredAt();
    }
}
