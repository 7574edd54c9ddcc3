package io.annals.benchmarks.log;

import io.annals.benchmarks.report.Claim;
import io.annals.benchmarks.report.Row;
import io.annals.benchmarks.report.Section;
import io.annals.log.CommitIds;
import io.annals.log.Event;
import io.annals.log.EventLog;
import io.annals.log.EventLog.Place;
import io.annals.log.EventLog.Tail;
import io.annals.log.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/**
 * From the moment at which a commit was due to be appended to its delivery to a follower, in this process and in another one, at
 * 1,000 commits a second in an open loop: a stall counts for all that it holds up.
 *
 * <p>Between processes of one machine the two clocks are one: {@link System#nanoTime} is CLOCK_MONOTONIC on Linux, the same for
 * all. {@link FollowerProcess} tries that before anything is measured.
 */
final class Delivery implements Experiment {
    private static final int RATE = 1_000;
    private static final int ALONE = 300;
    private static final String RAW_ALONE = "raw insertOne, one at a time";
    private static final String RAW_OPEN = "raw insertOne, open loop";
    private static final String DURABLE = "ours, durable";
    private static final String HERE = "ours, delivered in the process";
    private static final String THERE = "ours, delivered in another process";
    private static final String TEXT = "x".repeat(200);

    @Override
    public List<Section> run(Lab lab) throws Exception {
        Duration measured = lab.form().full() ? Duration.ofSeconds(60) : Duration.ofSeconds(20);
        Duration warmUp = lab.form().full() ? Duration.ofSeconds(20) : Duration.ofSeconds(12);
        Samples samples = new Samples(4714);
        RawInsertOne raw = new RawInsertOne(
                Documents.collectionLikeTheLogs(lab, "insert_one"), Documents.harvest(lab, samples, 1_000, 1));
        String name = lab.newDatabase("ours");
        Histogram alone = nanos();
        Histogram open = nanos();
        Histogram durable = nanos();
        Histogram here = nanos();
        Histogram there;
        try (EventLog log = lab.openLog(name);
                FollowerProcess follower = FollowerProcess.start(lab.connectionString(), name);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            rawOpenLoop(threads, raw, warmUp, new Histogram(3));
            append(log, follower, threads, samples, warmUp, nanos(), nanos());
            Load.time(new Histogram(3), ALONE, () -> raw.record(1));
            Load.time(alone, ALONE, () -> raw.record(1));
            rawOpenLoop(threads, raw, measured, open);
            there = append(log, follower, threads, samples, measured, durable, here);
            Load.time(alone, ALONE, () -> raw.record(1));
        }
        Section section = new Section(
                "delivery",
                "Append to delivery",
                "Open loop of " + RATE + " commits a second for " + measured.toSeconds() + " s after "
                        + warmUp.toSeconds()
                        + " s; a commit's clock starts when it was due, so a stall counts for all that it held up. The"
                        + " raw insert is of the same documents, one at a time before and after, and in the same open"
                        + " loop. The other process is a JVM of its own that follows the log; both read one clock,"
                        + " CLOCK_MONOTONIC, which is tried at the start.",
                "milliseconds",
                Row.PERCENTILES,
                List.of(
                        Row.millis(RAW_ALONE, alone),
                        Row.millis(RAW_OPEN, open),
                        Row.millis(DURABLE, durable),
                        Row.millis(HERE, here),
                        Row.millis(THERE, there)),
                RAW_ALONE,
                List.of(),
                List.of());
        return List.of(section.withClaims(
                Claim.atMost(
                        2,
                        "p50 in another process to a raw insert alone",
                        section.value(THERE, "p50") / section.value(RAW_ALONE, "p50")),
                Claim.atMost(
                        2,
                        "p50 in another process to a raw insert in the open loop",
                        section.value(THERE, "p50") / section.value(RAW_OPEN, "p50")),
                Claim.atMost(25, "p99 in another process, milliseconds", section.value(THERE, "p99"))));
    }

    private static Histogram nanos() {
        return new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(1), 3);
    }

    /** What is done when it is due. */
    private interface Due {
        void at(long nanos) throws Exception;
    }

    private static void openLoop(Duration time, Due due) throws Exception {
        long gap = TimeUnit.SECONDS.toNanos(1) / RATE;
        long start = System.nanoTime();
        for (long n = 0; n < time.toSeconds() * RATE; n++) {
            long then = start + n * gap;
            for (long left = then - System.nanoTime(); left > 0; left = then - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            due.at(then);
        }
    }

    private static void rawOpenLoop(ExecutorService threads, RawInsertOne raw, Duration time, Histogram nanos)
            throws Exception {
        List<Future<?>> inserted = new ArrayList<>();
        openLoop(
                time,
                due -> inserted.add(threads.submit(() -> {
                    raw.record(1);
                    nanos.recordValue(System.nanoTime() - due);
                })));
        for (Future<?> one : inserted) {
            one.get();
        }
    }

    /** Appends in the open loop; returns when all has been delivered here and there, with what was noted there. */
    private static Histogram append(
            EventLog log,
            FollowerProcess follower,
            ExecutorService threads,
            Samples samples,
            Duration time,
            Histogram durable,
            Histogram delivered)
            throws Exception {
        long head = log.head();
        long commits = time.toSeconds() * RATE;
        follower.follow(head + commits);
        try (Tail tail = log.tail(Place.after(head))) {
            Future<?> following = threads.submit(() -> {
                Deliveries.follow(tail, head + commits, delivered);
                return null;
            });
            List<CompletableFuture<?>> appended = new ArrayList<>();
            openLoop(
                    time,
                    due -> appended.add(
                            log.append(new Proposal(CommitIds.next(), List.of(event(samples, due)), Map.of()))
                                    .durable()
                                    .thenRun(() -> durable.recordValue(System.nanoTime() - due))));
            appended.forEach(CompletableFuture::join);
            following.get(30, TimeUnit.SECONDS);
            return follower.delivered();
        }
    }

    private static Event event(Samples samples, long due) {
        BsonDocument data = new BsonDocument(Deliveries.DUE, new BsonInt64(due)).append("text", new BsonString(TEXT));
        return new Event(
                samples.stream(),
                0,
                "benchmark.Sent",
                1,
                CommitIds.next().toString(),
                samples.customer().toString(),
                Instant.now(),
                samples.meta(),
                new RawBsonDocument(data, new BsonDocumentCodec()));
    }
}
