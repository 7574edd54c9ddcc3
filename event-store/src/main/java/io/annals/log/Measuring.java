package io.annals.log;

import static io.annals.log.BsonBytes.INT64;
import static io.annals.log.BsonBytes.STRING;
import static io.annals.log.BsonBytes.element;

import com.mongodb.MongoCommandException;
import io.annals.log.Statistics.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** Counts what the log holds, stretches of it side by side. Checks nothing: that is {@link Verifying}'s work. For one pass. */
final class Measuring {
    private static final long REPORT_EVERY = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int UNAUTHORIZED = 13;

    private final LogCollections collections;
    private final Map<String, Long> byType = new HashMap<>();
    private final Distinct subjects = new Distinct();
    private long events;
    private long bytes;
    private long streams;
    private long batches;
    private @Nullable Long first;
    private @Nullable Long last;

    Measuring(LogCollections collections) {
        this.collections = collections;
    }

    Statistics measure(long after, LongConsumer progress) {
        long head = Math.max(after, collections.head());
        long[] told = {System.nanoTime()};
        new Stretches(collections).inOrder(after, head, Measure::of, measure -> {
            add(measure);
            if (System.nanoTime() - told[0] > REPORT_EVERY) {
                told[0] = System.nanoTime();
                progress.accept(measure.upTo);
            }
            return true;
        });
        progress.accept(head);
        Map<String, Long> sorted = new LinkedHashMap<>();
        byType.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(type -> sorted.put(type.getKey(), type.getValue()));
        return new Statistics(
                after,
                head,
                events,
                bytes,
                sorted,
                streams,
                subjects.count(),
                subjects.isExact(),
                instant(first),
                instant(last),
                batches,
                storage(),
                oplogWindow());
    }

    private void add(Measure measure) {
        events += measure.events;
        bytes += measure.bytes;
        streams += measure.streams;
        batches += measure.batches - (last != null && last.equals(measure.first) ? 1 : 0);
        measure.byType.forEach((type, count) -> byType.merge(type, count, Long::sum));
        for (int i = 0; i < measure.subjectCount; i++) {
            subjects.add(measure.subjects[i]);
        }
        if (first == null) {
            first = measure.first;
        }
        if (measure.last != null) {
            last = measure.last;
        }
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private @Nullable Storage storage() {
        Document stats = ifAllowed(new Document("collStats", LogCollections.LOG));
        if (stats == null) {
            return null;
        }
        Map<String, Long> indexes = new LinkedHashMap<>();
        stats.get("indexSizes", new Document())
                .forEach((index, size) -> indexes.put(index, ((Number) size).longValue()));
        return new Storage(stats.get("storageSize", Number.class).longValue(), indexes);
    }

    /** From a section of the server's status that is there when it is asked for, and absent in versions that have none. */
    private @Nullable Duration oplogWindow() {
        Document status = ifAllowed(new Document("serverStatus", 1).append("oplog", 1));
        Document oplog = status == null ? null : status.get("oplog", Document.class);
        return oplog != null
                        && oplog.get("earliestOptime") instanceof BsonTimestamp earliest
                        && oplog.get("latestOptime") instanceof BsonTimestamp latest
                ? Duration.ofSeconds(latest.getTime() - earliest.getTime())
                : null;
    }

    private @Nullable Document ifAllowed(Document command) {
        try {
            return collections.database().runCommand(command);
        } catch (MongoCommandException e) {
            if (e.getErrorCode() == UNAUTHORIZED) {
                return null;
            }
            throw e;
        }
    }

    /** What one stretch holds. */
    private static final class Measure {
        private static final byte[] SEQ = element(INT64, "seq");
        private static final byte[] TYPE = element(STRING, "type");
        private static final byte[] SUBJECT = element(STRING, "subject");

        private final long upTo;
        private final Map<String, Long> byType = new HashMap<>();
        private long[] subjects = new long[64];
        private int subjectCount;
        private long events;
        private long bytes;
        private long streams;
        private long batches;
        private @Nullable Long first;
        private @Nullable Long last;

        private Measure(long upTo) {
            this.upTo = upTo;
        }

        static Measure of(long after, long upTo, Iterable<RawBsonDocument> commits) {
            Measure measure = new Measure(upTo);
            for (RawBsonDocument raw : commits) {
                measure.add(StoredCommit.of(raw));
            }
            return measure;
        }

        private void add(StoredCommit commit) {
            bytes += commit.bytes().length;
            Long at = commit.at();
            if (first == null) {
                first = at;
            }
            if (!at.equals(last)) {
                batches++;
            }
            last = at;
            try {
                for (BsonWalk event = new BsonWalk(commit.bytes(), CommitBytes.EVENTS_VALUE); event.next(); ) {
                    events++;
                    add(new BsonWalk(commit.bytes(), event.value()));
                }
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new LogBroken("commit " + commit.position() + " holds something that is no event", e);
            }
        }

        private void add(BsonWalk event) {
            while (event.next()) {
                if (event.is(SEQ)) {
                    streams += event.int64() == 0 ? 1 : 0;
                } else if (event.is(TYPE)) {
                    byType.merge(event.string(), 1L, Long::sum);
                } else if (event.is(SUBJECT)) {
                    if (subjectCount == subjects.length) {
                        subjects = Arrays.copyOf(subjects, 2 * subjectCount);
                    }
                    subjects[subjectCount++] = event.fingerprint();
                    return; // what follows is not counted
                }
            }
        }
    }
}
