package io.annals.benchmarks.log;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.annals.encoding.EventEncoding;
import io.annals.events.Fact;
import io.annals.log.CommitIds;
import io.annals.log.Event;
import io.annals.log.EventLog;
import io.annals.log.Proposal;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.RawBsonDocument;

/**
 * Commits as the log itself has stored them, to be stored again elsewhere: the same bytes but for the position, the streams'
 * names and the subjects, which are written over in place. So the ceiling stores what ours stores, and encodes nothing.
 * Not for use by several threads.
 */
final class Documents {
    /** The field {@code _id} comes first, as a 64-bit number: length, type, name, value. */
    private static final int POSITION = 4 + 1 + "_id".length() + 1;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** A commit's bytes, where in them each event's stream has its hash, and where each event has its subject. */
    private record Stored(byte[] bytes, int[] hashes, int[] subjects) {}

    private final List<Stored> stored;
    private final Samples samples;

    private Documents(List<Stored> stored, Samples samples) {
        this.stored = stored;
        this.samples = samples;
    }

    /** Records that many commits of that many events in a log of its own and takes their documents; the database is dropped. */
    static Documents harvest(Lab lab, Samples samples, int commits, int events) {
        return harvest(lab, samples, commits, events, samples::plain);
    }

    /** The same of other facts. */
    static Documents harvest(Lab lab, Samples samples, int commits, int events, Supplier<Fact> fact) {
        String name = lab.newDatabase("harvest");
        MongoDatabase database = lab.client().getDatabase(name);
        EventEncoding encoding = lab.encoding(name);
        List<Proposal> proposals = IntStream.range(0, commits)
                .mapToObj(_ -> new Proposal(
                        CommitIds.next(),
                        IntStream.range(0, events)
                                .mapToObj(_ -> samples.event(encoding, fact.get()))
                                .toList(),
                        Map.of()))
                .toList();
        try (EventLog log = lab.openLog(name)) {
            List<CompletableFuture<Long>> durable = proposals.stream()
                    .map(proposal -> log.append(proposal).durable())
                    .toList();
            durable.forEach(CompletableFuture::join);
        }
        List<RawBsonDocument> raw = database.getCollection("log", RawBsonDocument.class)
                .find()
                .sort(new Document("_id", 1))
                .into(new ArrayList<>());
        database.drop();
        List<Stored> stored = new ArrayList<>();
        for (int i = 0; i < commits; i++) {
            stored.add(of(raw.get(i), proposals.get(i).events()));
        }
        return new Documents(stored, samples);
    }

    private static Stored of(RawBsonDocument raw, List<Event> events) {
        byte[] bytes = new byte[raw.getByteBuffer().remaining()];
        raw.getByteBuffer().get(bytes);
        int[] hashes = new int[events.size()];
        int[] subjects = new int[events.size()];
        int from = 0;
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            hashes[i] = find(bytes, event.stream(), from) + "points-".length();
            subjects[i] = find(bytes, Objects.requireNonNull(event.subject()), hashes[i]);
            from = subjects[i];
        }
        return new Stored(bytes, hashes, subjects);
    }

    private static int find(byte[] bytes, String text, int from) {
        byte[] wanted = text.getBytes(US_ASCII);
        for (int at = from; at <= bytes.length - wanted.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new IllegalStateException("the stored commit does not hold " + text);
    }

    int averageBytes() {
        return (int)
                stored.stream().mapToInt(one -> one.bytes().length).average().orElseThrow();
    }

    /** The next documents, in the same memory as the ones before: those must have been sent. */
    List<RawBsonDocument> after(long position, int count) {
        List<RawBsonDocument> batch = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            Stored one = stored.get(i % stored.size());
            batch.add(fresh(one, one.bytes(), position + 1 + i));
        }
        return batch;
    }

    /** One document in memory of its own; from any thread. */
    RawBsonDocument copyAt(long position) {
        Stored one = stored.get((int) (position % stored.size()));
        return fresh(one, one.bytes().clone(), position);
    }

    private RawBsonDocument fresh(Stored one, byte[] bytes, long position) {
        LONG.set(bytes, POSITION, position);
        for (int hash : one.hashes()) {
            samples.writeHash(bytes, hash);
        }
        for (int subject : one.subjects()) {
            samples.writeSubject(bytes, subject);
        }
        return new RawBsonDocument(bytes);
    }

    /** A collection with the log's own indexes, empty. */
    static MongoCollection<RawBsonDocument> collectionLikeTheLogs(Lab lab, String purpose) {
        String name = lab.newDatabase(purpose);
        lab.openLog(name).close();
        return lab.client().getDatabase(name).getCollection("log", RawBsonDocument.class);
    }
}
