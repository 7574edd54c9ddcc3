package io.annals.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.bson.BsonBinary;
import org.bson.BsonBinarySubType;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;

/** The bytes of a commit: what the driver would have written, and a chain that anyone can recompute. */
@Tag("quick")
class CommitBytesProperties {
    private static final DocumentCodec CODEC = new DocumentCodec();

    @Property(tries = 150)
    void a_commit_is_encoded_as_the_driver_would(
            @ForAll("events") List<Event> events,
            @ForAll @LongRange(min = 1) long position,
            @ForAll @LongRange(min = 0, max = 1L << 50) long at,
            @ForAll @Size(32) byte[] prev) {
        UUID id = CommitIds.next();
        byte[] document = CommitBytes.unplaced(id, events);
        byte[] digest = CommitBytes.digest(document);

        byte[] hash = CommitBytes.place(document, digest, position, at, prev, CommitBytes.sha256());

        Document expected = new Document("_id", position)
                .append("at", new Date(at))
                .append("prev", new Binary(prev))
                .append("hash", new Binary(hash))
                .append("commitId", new BsonBinary(id))
                .append(
                        "events",
                        events.stream().map(CommitBytesProperties::asDocument).toList());
        assertThat(document).isEqualTo(bytes(new RawBsonDocument(expected, CODEC)));
    }

    @Property(tries = 150)
    void what_is_read_is_what_was_written(@ForAll("events") List<Event> events, @ForAll @Size(32) byte[] prev) {
        byte[] document = CommitBytes.unplaced(CommitIds.next(), events);
        CommitBytes.place(document, CommitBytes.digest(document), 7, 8, prev, CommitBytes.sha256());

        StoredCommit read = StoredCommit.of(new RawBsonDocument(document));

        assertThat(read.events())
                .isEqualTo(events.stream().map(EventBytes::asStored).toList());
        assertThat(read.position()).isEqualTo(7);
        assertThat(read.at()).isEqualTo(8);
        assertThat(read.eventCount()).isEqualTo(events.size());
        assertThat(read.prev()).isEqualTo(new ChainHash(prev));
    }

    @Property(tries = 100)
    void the_digest_does_not_depend_on_the_place_and_the_hash_is_as_documented(
            @ForAll("events") List<Event> events,
            @ForAll @LongRange(min = 1) long position,
            @ForAll long at,
            @ForAll @Size(32) byte[] prev)
            throws Exception {
        byte[] document = CommitBytes.unplaced(CommitIds.next(), events);
        byte[] digest = CommitBytes.digest(document);

        CommitBytes.place(document, digest, 1, 2, new byte[32], CommitBytes.sha256());
        byte[] hash = CommitBytes.place(document, digest, position, at, prev, CommitBytes.sha256());

        assertThat(CommitBytes.digest(document)).isEqualTo(digest);
        byte[] content = Arrays.copyOfRange(document, 115, document.length - 1);
        byte[] inner = MessageDigest.getInstance("SHA-256").digest(content);
        byte[] step = ByteBuffer.allocate(32 + 8 + 8 + 32)
                .put(prev)
                .putLong(position)
                .putLong(at)
                .put(inner)
                .array();
        assertThat(hash).isEqualTo(MessageDigest.getInstance("SHA-256").digest(step));
        assertThat(new StoredCommit(document).hashIsTrue(CommitBytes.sha256())).isTrue();
    }

    @Property(tries = 150)
    void any_flipped_bit_is_noticed(@ForAll("events") List<Event> events, @ForAll int where) {
        byte[] document = CommitBytes.unplaced(CommitIds.next(), events);
        CommitBytes.place(document, CommitBytes.digest(document), 1, 2, new byte[32], CommitBytes.sha256());

        int bit = Math.floorMod(where, document.length * 8);
        document[bit / 8] ^= (byte) (1 << (bit % 8));

        boolean accepted = CommitBytes.wellFormed(document)
                && CommitBytes.position(document) == 1
                && Arrays.equals(CommitBytes.prev(document), new byte[32])
                && new StoredCommit(document).hashIsTrue(CommitBytes.sha256())
                && document[document.length - 1] == 0;
        assertThat(accepted).isFalse();
    }

    @Provide
    Arbitrary<List<Event>> events() {
        Arbitrary<String> text = Arbitraries.strings()
                .ofMaxLength(40)
                .filter(s -> s.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF));
        Arbitrary<String> name = text.filter(s -> s.indexOf('\0') < 0);
        Arbitrary<Map<String, String>> meta = Arbitraries.maps(name, text).ofMaxSize(4);
        Arbitrary<Instant> instant =
                Arbitraries.longs().between(-1L << 50, 1L << 50).map(Instant::ofEpochMilli);
        Arbitrary<Event> event = Combinators.combine(
                        text,
                        Arbitraries.longs(),
                        text,
                        Arbitraries.integers(),
                        text.injectNull(0.3),
                        instant,
                        meta,
                        data(name, text))
                .as((stream, seq, type, rev, subject, occurredAt, m, data) ->
                        new Event(stream, seq, type, rev, type + seq, subject, occurredAt, m, data));
        return event.list().ofMinSize(1).ofMaxSize(15);
    }

    private static Arbitrary<RawBsonDocument> data(Arbitrary<String> name, Arbitrary<String> text) {
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                text.map(Object.class::cast),
                Arbitraries.longs().map(Object.class::cast),
                Arbitraries.doubles().map(Object.class::cast),
                Arbitraries.of(
                        true,
                        new Decimal128(12),
                        new ObjectId("0123456789abcdef01234567"),
                        new Binary(BsonBinarySubType.USER_DEFINED.getValue(), new byte[] {1, 2, 3}),
                        List.of(1, "two", new Document("three", 3))));
        return Arbitraries.maps(name, leaf).ofMaxSize(6).map(m -> new RawBsonDocument(new Document(m), CODEC));
    }

    private static Document asDocument(Event e) {
        Document document = new Document("stream", e.stream())
                .append("seq", e.seq())
                .append("type", e.type())
                .append("rev", e.rev())
                .append("id", e.id());
        if (e.subject() != null) {
            document.append("subject", e.subject());
        }
        Document meta = new Document();
        e.meta().forEach(meta::append);
        return document.append("occurredAt", Date.from(e.occurredAt()))
                .append("meta", meta)
                .append(
                        "data",
                        CODEC.decode(
                                e.data().asBsonReader(),
                                DecoderContext.builder().build()));
    }

    private static byte[] bytes(RawBsonDocument raw) {
        ByteBuffer buffer = raw.getByteBuffer().asNIO();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
