package io.annals.log;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nor;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.set;
import static io.annals.log.Examples.event;
import static io.annals.log.Examples.proposal;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.log.EventLog.Verification;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.types.Binary;
import org.bson.types.Code;
import org.bson.types.Decimal128;
import org.bson.types.MaxKey;
import org.bson.types.MinKey;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Verification finds whatever is wrong anywhere, and says where it is wrong first. */
class VerifyingTest {
    private static final int FLIPS = 150;

    private final Databases databases = Databases.fresh();
    private final long seed = Long.getLong("annals.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @AfterEach
    void close() {
        databases.close();
    }

    @Test
    void every_single_bit_of_a_log_matters_and_is_located() {
        List<byte[]> log = chained(5);
        LogCollections unused = LogCollections.in(databases.client, databases.name, LogSettings.ordinary());
        assertThat(verdict(unused, log)).isEqualTo(new Verification(5, 10, null, null));

        for (int position = 1; position <= 5; position++) {
            byte[] commit = log.get(position - 1);
            for (int bit = 0; bit < 8 * commit.length; bit++) {
                commit[bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(verdict(unused, log))
                        .as("bit %d of commit %d, seed %d", bit, position, seed)
                        .extracting(Verification::commits, Verification::events, Verification::brokenAt)
                        .containsExactly(position - 1L, 2 * (position - 1L), (long) position);
                commit[bit / 8] ^= (byte) (1 << bit % 8);
            }
        }
    }

    @Test
    void a_bit_that_flips_in_the_database_is_located_whatever_it_belongs_to() {
        MongoEventLog log = databases.log();
        for (int i = 0; i < 60; i++) {
            append(log, everything("s", 2 * i), everything("s", 2 * i + 1));
        }
        for (int flips = 0; flips < FLIPS; ) {
            long position = 1 + random.nextInt(60);
            byte[] bytes = RawCommits.bytes(databases, position);
            byte[] flipped = bytes.clone();
            int bit = random.nextInt(8 * bytes.length);
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            databases.commits().deleteOne(eq("_id", position));
            if (RawCommits.insertAsItIs(databases, flipped)) {
                assertThat(log.verify(p -> {}))
                        .as("bit %d of commit %d, seed %d", bit, position, seed)
                        .extracting(Verification::commits, Verification::events, Verification::brokenAt)
                        .containsExactly(position - 1, 2 * (position - 1), position);
                databases.commits().deleteMany(or(eq("_id", position), nor(and(gte("_id", 1), lte("_id", 60)))));
                flips++;
            }
            assertThat(RawCommits.insertAsItIs(databases, bytes)).isTrue();
        }
        assertThat(log.verify(p -> {})).isEqualTo(new Verification(60, 120, null, null));
    }

    @Test
    void a_break_is_located_at_and_around_the_seams_of_what_is_read_side_by_side() {
        MongoEventLog log = databases.log();
        long length = 2 * Stretches.LENGTH + 500;
        Appending last = log.append(proposal(event("s", 0)));
        for (int i = 1; i < length; i++) {
            last = log.append(proposal(event("s", i)));
        }
        last.durable().join();
        List<Long> progress = new ArrayList<>();
        assertThat(log.verify(progress::add)).isEqualTo(new Verification(length, length, null, null));
        assertThat(progress).isSorted().endsWith(length);

        for (long broken : List.of(length, 4_001L, 4_000L, 3_999L, 2_001L, 2_000L, 1L)) {
            databases.commits().updateOne(eq("_id", broken), set("events.0.data.amount", 8));
            assertThat(log.verify(p -> {}))
                    .extracting(Verification::commits, Verification::events, Verification::brokenAt)
                    .containsExactly(broken - 1, broken - 1, broken);
        }
    }

    @Test
    void a_gap_in_a_stream_is_found_though_its_chain_holds() {
        MongoEventLog log = databases.log();
        append(log, event("s", 0), event("t", 0));
        append(log, event("s", 1));
        RawCommits.append(databases, event("t", 1), event("s", 3));
        RawCommits.append(databases, event("s", 4));

        assertThat(log.verify(p -> {}))
                .isEqualTo(new Verification(2, 3, 3L, "stream s has no event 2 before its event 3 at 3"));
    }

    @Test
    void a_stream_that_does_not_begin_at_0_is_found() {
        MongoEventLog log = databases.log();
        append(log, event("s", 0));
        RawCommits.append(databases, event("t", 1));

        assertThat(log.verify(p -> {}).reason()).isEqualTo("stream t has no event 0 before its event 1 at 2");
    }

    @Test
    void a_number_given_twice_within_a_commit_is_found_which_the_index_lets_pass() {
        MongoEventLog log = databases.log();
        append(log, event("s", 0));
        RawCommits.append(databases, event("s", 1), event("s", 1));

        assertThat(log.verify(p -> {}))
                .isEqualTo(new Verification(1, 1, 2L, "stream s has its event 1 at 2 and again at 2"));
    }

    @Test
    void a_stream_out_of_order_is_found() {
        MongoEventLog log = databases.log();
        append(log, event("s", 0));
        RawCommits.append(databases, event("s", 2));
        RawCommits.append(databases, event("s", 1));

        assertThat(log.verify(p -> {}).brokenAt()).isEqualTo(2);
    }

    @Test
    void the_first_break_is_told_not_the_first_one_met() {
        MongoEventLog log = databases.log();
        append(log, event("s", 0));
        RawCommits.append(databases, event("s", 2));
        RawCommits.append(databases, event("s", 3));
        databases.commits().updateOne(eq("_id", 3L), set("events.0.data.amount", 8));

        assertThat(log.verify(p -> {}).brokenAt()).isEqualTo(2);
    }

    @Test
    void streams_forgotten_for_want_of_room_are_looked_up() {
        MongoEventLog log = databases.log();
        long[] next = new long[300];
        for (int i = 0; i < 1_000; i++) {
            int stream = random.nextInt(next.length);
            int second = (stream + 1) % next.length;
            log.append(proposal(event("s" + stream, next[stream]++), event("s" + second, next[second]++)));
        }
        append(log, event("last", 0));
        LogCollections collections = LogCollections.in(databases.client, databases.name, LogSettings.ordinary());

        assertThat(new Verifying(collections, new LastSeqs(20)).verify(p -> {}))
                .isEqualTo(new Verification(1_001, 2_001, null, null));

        RawCommits.append(databases, event("s7", next[7] + 1));
        for (int i = 0; i < 500; i++) {
            RawCommits.append(databases, event("more" + i, 0));
        }
        assertThat(new Verifying(collections, new LastSeqs(20)).verify(p -> {}))
                .extracting(Verification::commits, Verification::events, Verification::brokenAt)
                .containsExactly(1_001L, 2_001L, 1_002L);
    }

    @Test
    void documents_outside_of_all_positions_are_found() {
        MongoEventLog log = databases.log();
        append(log, event("s", 0));
        databases.commits().insertOne(new Document("_id", "a note"));
        assertThat(log.verify(p -> {}))
                .isEqualTo(new Verification(
                        1, 1, 2L, "a document with _id BsonString{value='a note'} stands outside all positions"));

        databases.commits().deleteOne(eq("_id", "a note"));
        databases.commits().insertOne(new Document("_id", -7L));
        assertThat(log.verify(p -> {}).brokenAt()).isEqualTo(2);
    }

    @Test
    void an_instant_before_its_predecessors_is_found_though_its_chain_holds() {
        byte[] first = placed(1, 5_000, ChainHash.GENESIS.bytes(), event("s", 0));
        byte[] second = placed(2, 4_999, CommitBytes.hash(first), event("s", 1));

        LogCollections unused = LogCollections.in(databases.client, databases.name, LogSettings.ordinary());
        assertThat(verdict(unused, List.of(first, second)).reason()).isEqualTo("commit 2 was recorded before 1");
    }

    @Test
    void many_different_things_are_counted_within_half_a_percent_and_few_exactly() {
        long[] many = random.longs(300_000).toArray();
        Distinct distinct = new Distinct();
        for (int i = 0; i < 60_000; i++) {
            distinct.add(many[i]);
            distinct.add(many[i / 2]);
        }
        assertThat(distinct.isExact()).isTrue();
        assertThat(distinct.count()).isEqualTo(60_000);

        LongStream.concat(LongStream.of(many), LongStream.of(many)).forEach(distinct::add);
        assertThat(distinct.isExact()).isFalse();
        assertThat(distinct.count()).as("seed %d", seed).isBetween(294_000L, 306_000L);
    }

    /** What is found in these commits, cut into stretches anywhere. */
    private Verification verdict(LogCollections unused, List<byte[]> log) {
        Verifying verifying = new Verifying(unused);
        for (int from = 0; from < log.size() && verifying.broken() == null; ) {
            int to = from + 1 + random.nextInt(log.size() - from);
            List<RawBsonDocument> stretch = new ArrayList<>();
            log.subList(from, to).forEach(bytes -> stretch.add(new RawBsonDocument(bytes)));
            verifying.take(StretchCheck.of(from, to, stretch));
            from = to;
        }
        return verifying.outcome(log.size());
    }

    private static List<byte[]> chained(int commits) {
        List<byte[]> log = new ArrayList<>();
        byte[] hash = ChainHash.GENESIS.bytes();
        for (int i = 0; i < commits; i++) {
            log.add(placed(i + 1, 1_000L + i, hash, everything("s", i), event("t", i)));
            hash = CommitBytes.hash(log.getLast());
        }
        return log;
    }

    private static byte[] placed(long position, long at, byte[] prev, Event... events) {
        byte[] document = CommitBytes.unplaced(CommitIds.next(), List.of(events));
        CommitBytes.place(document, CommitBytes.digest(document), position, at, prev, CommitBytes.sha256());
        return document;
    }

    /** An event with every kind of field there is. */
    private static Event everything(String stream, long seq) {
        Document data = new Document("text", "wörds")
                .append("double", 1.5)
                .append("nested", new Document("list", List.of(1, "two", 3L, List.of())))
                .append("binary", new Binary((byte) 6, new byte[] {1, 2, 3}))
                .append("id", new ObjectId("0123456789abcdef01234567"))
                .append("yes", true)
                .append("when", new Date(1_700_000_000_000L))
                .append("nothing", null)
                .append("pattern", java.util.regex.Pattern.compile("a.*b"))
                .append("code", new Code("f()"))
                .append("int", 7)
                .append("stamp", new BsonTimestamp(5, 6))
                .append("long", 1L << 40)
                .append("decimal", Decimal128.parse("12.34"))
                .append("least", new MinKey())
                .append("most", new MaxKey());
        return new Event(
                stream,
                seq,
                "test.Happened",
                1,
                stream + "/" + seq,
                "anna",
                Instant.parse("2026-01-02T03:04:05.678Z"),
                Map.of("actor", "somebody"),
                Examples.raw(data));
    }

    private static void append(MongoEventLog log, Event... events) {
        log.append(proposal(events)).durable().join();
    }
}
