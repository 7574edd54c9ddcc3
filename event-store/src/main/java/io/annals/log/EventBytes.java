package io.annals.log;

import static io.annals.log.BsonBytes.DATE;
import static io.annals.log.BsonBytes.DOCUMENT;
import static io.annals.log.BsonBytes.INT32;
import static io.annals.log.BsonBytes.INT64;
import static io.annals.log.BsonBytes.STRING;
import static io.annals.log.BsonBytes.element;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** One event as BSON, there and back. Reading copies nothing of {@code data}: it is a slice of the commit's bytes. */
final class EventBytes {
    private static final byte[] STREAM = element(STRING, "stream");
    private static final byte[] SEQ = element(INT64, "seq");
    private static final byte[] TYPE = element(STRING, "type");
    private static final byte[] REV = element(INT32, "rev");
    private static final byte[] ID = element(STRING, "id");
    private static final byte[] SUBJECT = element(STRING, "subject");
    private static final byte[] OCCURRED_AT = element(DATE, "occurredAt");
    private static final byte[] META = element(DOCUMENT, "meta");
    private static final byte[] DATA = element(DOCUMENT, "data");

    private EventBytes() {}

    /** The event as it will read once it has been stored: times in milliseconds, nothing shared with the caller. */
    static Event asStored(Event e) {
        return new Event(
                e.stream(),
                e.seq(),
                e.type(),
                e.rev(),
                e.id(),
                e.subject(),
                Instant.ofEpochMilli(e.occurredAt().toEpochMilli()),
                Map.copyOf(e.meta()),
                e.data());
    }

    static void write(Event event, BsonBytes out) {
        int begun = out.begin();
        out.raw(STREAM).string(event.stream());
        out.raw(SEQ).int64(event.seq());
        out.raw(TYPE).string(event.type());
        out.raw(REV).int32(event.rev());
        out.raw(ID).string(event.id());
        if (event.subject() != null) {
            out.raw(SUBJECT).string(event.subject());
        }
        out.raw(OCCURRED_AT).int64(event.occurredAt().toEpochMilli());
        int meta = out.raw(META).begin();
        for (Map.Entry<String, String> entry : event.meta().entrySet()) {
            out.int8(STRING).name(entry.getKey()).string(entry.getValue());
        }
        out.end(meta);
        ByteBuffer data = event.data().getByteBuffer().asNIO();
        int offset = data.arrayOffset() + data.position();
        WellFormed.check(data.array(), offset, data.remaining());
        out.raw(DATA).raw(data.array(), offset, data.remaining());
        out.end(begun);
    }

    /** @throws LogBroken if the bytes are no event */
    static Event read(byte[] bytes, int offset) {
        String stream = null;
        String type = null;
        String id = null;
        String subject = null;
        Instant occurredAt = Instant.EPOCH;
        Map<String, String> meta = Map.of();
        RawBsonDocument data = null;
        long seq = -1;
        int rev = 0;
        BsonWalk walk = new BsonWalk(bytes, offset);
        while (walk.next()) {
            if (walk.is(STREAM)) {
                stream = walk.string();
            } else if (walk.is(SEQ)) {
                seq = walk.int64();
            } else if (walk.is(TYPE)) {
                type = walk.string();
            } else if (walk.is(REV)) {
                rev = walk.int32();
            } else if (walk.is(ID)) {
                id = walk.string();
            } else if (walk.is(SUBJECT)) {
                subject = walk.string();
            } else if (walk.is(OCCURRED_AT)) {
                occurredAt = Instant.ofEpochMilli(walk.int64());
            } else if (walk.is(META)) {
                meta = meta(new BsonWalk(bytes, walk.value()));
            } else if (walk.is(DATA)) {
                data = new RawBsonDocument(bytes, walk.value(), walk.size());
            }
        }
        return new Event(
                present(stream), seq, present(type), rev, present(id), subject, occurredAt, meta, present(data));
    }

    private static Map<String, String> meta(BsonWalk walk) {
        Map<String, String> meta = new LinkedHashMap<>();
        while (walk.next()) {
            meta.put(walk.name(), walk.string());
        }
        return meta.isEmpty() ? Map.of() : Map.copyOf(meta);
    }

    private static <T> T present(@Nullable T part) {
        return Objects.requireNonNull(part, "an event lacks a part");
    }
}
