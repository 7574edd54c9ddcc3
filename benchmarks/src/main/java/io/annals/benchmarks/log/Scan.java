package io.annals.benchmarks.log;

import io.annals.log.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.codecs.RawBsonDocumentCodec;

/**
 * A commit's events as somebody reads them who knows the driver and checks nothing: straight from the reply's bytes by a codec, the
 * data left as bytes. What follows, from data to fact, is the program's own decoding.
 *
 * @param events in the commit's order
 */
record Scan(List<Event> events) {

    /** Reads only. */
    static final class Form implements Codec<Scan> {
        private static final RawBsonDocumentCodec RAW = new RawBsonDocumentCodec();

        @Override
        public Scan decode(BsonReader reader, DecoderContext context) {
            List<Event> events = new ArrayList<>(1);
            reader.readStartDocument();
            while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
                if (reader.readName().equals("events")) {
                    reader.readStartArray();
                    while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
                        events.add(event(reader, context));
                    }
                    reader.readEndArray();
                } else {
                    reader.skipValue();
                }
            }
            reader.readEndDocument();
            return new Scan(events);
        }

        private static Event event(BsonReader reader, DecoderContext context) {
            String stream = "";
            long seq = 0;
            String type = "";
            int rev = 0;
            String id = "";
            String subject = "";
            Instant occurredAt = Instant.EPOCH;
            Map<String, String> meta = Map.of();
            RawBsonDocument data = new RawBsonDocument(new byte[] {5, 0, 0, 0, 0});
            reader.readStartDocument();
            while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
                switch (reader.readName()) {
                    case "stream" -> stream = reader.readString();
                    case "seq" -> seq = reader.readInt64();
                    case "type" -> type = reader.readString();
                    case "rev" -> rev = reader.readInt32();
                    case "id" -> id = reader.readString();
                    case "subject" -> subject = reader.readString();
                    case "occurredAt" -> occurredAt = Instant.ofEpochMilli(reader.readDateTime());
                    case "meta" -> meta = meta(reader);
                    case "data" -> data = RAW.decode(reader, context);
                    default -> reader.skipValue();
                }
            }
            reader.readEndDocument();
            return new Event(stream, seq, type, rev, id, subject, occurredAt, meta, data);
        }

        private static Map<String, String> meta(BsonReader reader) {
            Map<String, String> meta = new HashMap<>();
            reader.readStartDocument();
            while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
                meta.put(reader.readName(), reader.readString());
            }
            reader.readEndDocument();
            return meta;
        }

        @Override
        public void encode(BsonWriter writer, Scan scan, EncoderContext context) {
            throw new UnsupportedOperationException("scans are read only");
        }

        @Override
        public Class<Scan> getEncoderClass() {
            return Scan.class;
        }
    }

    /** What finds a stream's commits by the log's unique index. */
    static Document streamFrom(String stream, long seq) {
        return new Document(
                "events",
                new Document("$elemMatch", new Document("stream", stream).append("seq", new Document("$gte", seq))));
    }
}
