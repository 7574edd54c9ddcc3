package io.annals.benchmarks.log;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.annals.log.CommitIds;
import io.annals.log.Event;
import io.annals.log.EventLog.Verification;
import io.annals.log.MongoEventLog;
import io.annals.log.Proposal;
import io.annals.mongod.EmbeddedMongod;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.bson.BSONException;
import org.bson.BsonBinaryReader;
import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.io.BasicOutputBuffer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Verification of a whole log beside a plain scan of it by {@code _id}, in turns; then single bits, flipped anywhere in the
 * stored bytes, must be found and located. Verification and mongod share the machine.
 */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Verification of a whole log beside a raw scan; then flips bits and looks whether they are found.")
public final class VerifyLog implements Callable<Integer> {
    private static final String DATABASE = "verify";
    private static final int WAITING = 20_000;
    private static final int AIM = 200_000;

    @Option(names = "--events", description = "events in the log, one a commit", defaultValue = "1000000")
    int events;

    @Option(names = "--streams", description = "over how many streams they are spread", defaultValue = "100000")
    int streams;

    @Option(names = "--rounds", description = "of which the median counts", defaultValue = "3")
    int rounds;

    @Option(names = "--flips", description = "bits to flip, one after the other", defaultValue = "3")
    int flips;

    @Option(names = "--seed", description = "of the flips (default: another one each time)")
    @Nullable
    Long seed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("annals-benchmark-");
        try (EmbeddedMongod mongod = EmbeddedMongod.start(EmbeddedMongod.Options.in(home)
                        .withBinaries(EmbeddedMongod.ordinaryBinaries())
                        .withEphemeral(true));
                MongoClient client = MongoClients.create(mongod.connectionString());
                MongoEventLog log =
                        MongoEventLog.open(client, DATABASE, InstantSource.system(), new SimpleMeterRegistry())) {
            load(log);
            measure(client, log);
            return flip(client, log) ? 0 : 1;
        }
    }

    private void load(MongoEventLog log) throws InterruptedException {
        long began = System.nanoTime();
        Semaphore room = new Semaphore(WAITING);
        for (int i = 0; i < events; i++) {
            room.acquire();
            var _ = log.append(new Proposal(CommitIds.next(), List.of(event(i)), Map.of()))
                    .durable()
                    .whenComplete((_, _) -> room.release());
        }
        room.acquire(WAITING);
        System.out.printf("%,d events of %,d streams loaded in %.0f s%n", events, streams, seconds(began));
    }

    /** 0.4 kB of content. */
    private Event event(int i) {
        int stream = i % streams;
        Document data = new Document("order", i)
                .append("text", "A customer says what customers say, and it is kept for ever. ".repeat(4))
                .append("amount", "12.95")
                .append("lines", List.of("one", "two", "three"));
        return new Event(
                "stream-" + stream,
                i / streams,
                "benchmark.Said",
                1,
                "event-" + i,
                "subject-" + stream / 2,
                Instant.ofEpochMilli(1_700_000_000_000L + i),
                Map.of("actor", "benchmark"),
                new RawBsonDocument(data, new DocumentCodec()));
    }

    private void measure(MongoClient client, MongoEventLog log) {
        double[] scanned = new double[rounds];
        double[] verified = new double[rounds];
        for (int round = -1; round < rounds; round++) { // the first one warms up
            double scan = rate(() -> scan(client));
            double verify = rate(() -> verified(log).events());
            if (round >= 0) {
                scanned[round] = scan;
                verified[round] = verify;
            }
        }
        double scan = median(scanned);
        double verify = median(verified);
        System.out.printf("raw scan by _id:  %,9.0f events a second%n", scan);
        System.out.printf("verification:     %,9.0f events a second, %.2f of the scan%n", verify, verify / scan);
        System.out.printf("aim: %,d: %s%n", AIM, verify >= AIM ? "met" : "missed");
    }

    private static double rate(LongSupplier work) {
        long began = System.nanoTime();
        return work.getAsLong() / seconds(began);
    }

    private static long scan(MongoClient client) {
        long seen = 0;
        for (RawBsonDocument commit :
                commits(client).find().sort(Sorts.ascending("_id")).batchSize(2_000)) {
            seen += commit.getByteBuffer().remaining() > 0 ? 1 : 0;
        }
        return seen;
    }

    private Verification verified(MongoEventLog log) {
        Verification found = log.verify(position -> {});
        if (found.brokenAt() != null || found.events() != events) {
            throw new IllegalStateException("a log that nobody touched is said to be broken: " + found);
        }
        return found;
    }

    private boolean flip(MongoClient client, MongoEventLog log) {
        long from = seed == null ? System.nanoTime() : seed;
        System.out.printf("flips with --seed %d%n", from);
        Random random = new Random(from);
        boolean all = true;
        for (int done = 0; done < flips; ) {
            long position = 1 + random.nextInt(events);
            byte[] stored = stored(client, position);
            int bit = random.nextInt(8 * stored.length);
            byte[] flipped = stored.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            commits(client).deleteOne(Filters.eq("_id", position));
            if (inserted(client, flipped)) {
                done++;
                all &= found(log, position, bit);
                commits(client)
                        .deleteMany(Filters.or(
                                Filters.eq("_id", position),
                                Filters.nor(Filters.and(Filters.gte("_id", 1), Filters.lte("_id", events)))));
            } else {
                System.out.printf("bit %d of commit %,d: no document any more, says the server%n", bit, position);
            }
            if (!inserted(client, stored)) {
                throw new IllegalStateException("commit " + position + " could not be put back");
            }
        }
        return all;
    }

    private static boolean found(MongoEventLog log, long position, int bit) {
        long began = System.nanoTime();
        Verification verdict = log.verify(p -> {});
        boolean located = Objects.equals(verdict.brokenAt(), position);
        System.out.printf(
                "bit %d of commit %,d: %s after %.1f s: %s%n",
                bit, position, located ? "located" : "MISSED", seconds(began), verdict.reason());
        return located;
    }

    private static MongoCollection<RawBsonDocument> commits(MongoClient client) {
        return client.getDatabase(DATABASE).getCollection("log", RawBsonDocument.class);
    }

    private static byte[] stored(MongoClient client, long position) {
        ByteBuffer buffer = Objects.requireNonNull(
                        commits(client).find(Filters.eq("_id", position)).first())
                .getByteBuffer()
                .asNIO();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** Byte by byte, where the driver would write anew what it has understood; false when the server refuses. */
    private static boolean inserted(MongoClient client, byte[] document) {
        BasicOutputBuffer command = new BasicOutputBuffer();
        try (BsonBinaryWriter writer = new BsonBinaryWriter(command)) {
            writer.writeStartDocument();
            writer.writeString("insert", "log");
            writer.writeStartArray("documents");
            writer.pipe(new BsonBinaryReader(ByteBuffer.wrap(document)));
            writer.writeEndArray();
            writer.writeEndDocument();
            Document answer = client.getDatabase(DATABASE).runCommand(new RawBsonDocument(command.toByteArray()));
            return answer.get("n", Number.class).intValue() == 1;
        } catch (MongoException | BSONException e) {
            return false;
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
