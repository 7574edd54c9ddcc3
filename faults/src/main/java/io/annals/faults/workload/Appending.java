package io.annals.faults.workload;

import io.annals.faults.history.History;
import io.annals.faults.history.Operation.Acknowledged;
import io.annals.faults.history.Operation.Failed;
import io.annals.faults.history.Operation.Proposed;
import io.annals.faults.history.Operation.Stopped;
import io.annals.faults.history.Operation.Unknown;
import io.annals.log.CommitIds;
import io.annals.log.CommitRefused;
import io.annals.log.Event;
import io.annals.log.EventLog;
import io.annals.log.LogUnavailable;
import io.annals.log.Proposal;
import io.annals.log.StreamConflict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;

/**
 * One client of the log, with one commit at a time under way: one stream, two streams, a stream that all appenders write to,
 * or a stream of its own on the condition that such a one has not grown. When an outcome is unknown it mostly asks again with
 * the same commit id; else it leaves that stream alone for ever, since nobody knows where it ends.
 */
final class Appending {
    private static final int SHARED_STREAMS = 5;
    private static final int OWN_STREAMS = 3;
    private static final int MOST_TRIES = 8;
    private static final int PAYLOAD = 120;

    private final EventLog log;
    private final String name;
    private final History history;
    private final SplittableRandom random;
    private final double perSecond;
    private final BooleanSupplier enough;
    private final Map<Integer, String> streams = new HashMap<>();
    private final Map<String, Long> ends = new HashMap<>();
    private int streamsBegun;

    Appending(EventLog log, String name, History history, long seed, double perSecond, BooleanSupplier enough) {
        this.log = log;
        this.name = name;
        this.history = history;
        this.random = new SplittableRandom(seed);
        this.perSecond = perSecond;
        this.enough = enough;
    }

    void run() {
        while (!enough.getAsBoolean()) {
            try {
                rest();
                propose();
            } catch (LogUnavailable readInVain) {
                // the next try may find the database again
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                history.add(new Stopped(name, System.nanoTime(), e.toString()));
                return;
            }
        }
    }

    /** Exponentially distributed, as between callers who do not know of each other. */
    private void rest() throws InterruptedException {
        double seconds = -Math.log(1 - random.nextDouble()) / perSecond;
        TimeUnit.MICROSECONDS.sleep((long) (seconds * 1e6));
    }

    private void propose() throws InterruptedException {
        int dice = random.nextInt(100);
        String own = own(random.nextInt(OWN_STREAMS));
        if (dice < 55) {
            settle(Map.of(own, end(own)), Map.of());
        } else if (dice < 70) {
            String other = own(OWN_STREAMS);
            settle(Map.of(own, end(own), other, end(other)), Map.of());
        } else {
            String shared = "shared-" + random.nextInt(SHARED_STREAMS);
            long end = log.lastSeqs(List.of(shared)).getOrDefault(shared, -1L);
            if (dice < 90) {
                settle(Map.of(shared, end), Map.of());
            } else {
                settle(Map.of(own, end(own)), Map.of(shared, end));
            }
        }
    }

    private String own(int which) {
        return streams.computeIfAbsent(which, _ -> name + "-" + streamsBegun++);
    }

    private long end(String stream) {
        return ends.getOrDefault(stream, -1L);
    }

    /** @param written the streams to write to, each with the seq of its last event */
    private void settle(Map<String, Long> written, Map<String, Long> expects) throws InterruptedException {
        List<Event> events = new ArrayList<>();
        written.forEach((stream, end) -> events.add(event(stream, end + 1)));
        Proposal proposal = new Proposal(CommitIds.next(), events, expects);
        String commit = proposal.commitId().toString();
        List<String> slots =
                events.stream().map(event -> event.stream() + "/" + event.seq()).toList();
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            history.add(new Proposed(name, System.nanoTime(), commit, slots, expects));
            try {
                long position = log.append(proposal).durable().join();
                history.add(new Acknowledged(name, System.nanoTime(), commit, position));
                written.forEach((stream, end) -> ends.put(stream, end + 1));
                return;
            } catch (CompletionException e) {
                if (!isUnknown(commit, Objects.requireNonNull(e.getCause()))) {
                    return;
                }
            }
            if (enough.getAsBoolean() || random.nextInt(100) < 15) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        streams.values().removeAll(written.keySet());
    }

    private boolean isUnknown(String commit, Throwable cause) {
        switch (cause) {
            case StreamConflict conflict ->
                history.add(new Failed(name, System.nanoTime(), commit, conflict.toString()));
            case CommitRefused refused -> history.add(new Failed(name, System.nanoTime(), commit, refused.toString()));
            case LogUnavailable unavailable -> {
                history.add(new Unknown(name, System.nanoTime(), commit, unavailable.toString()));
                if (String.valueOf(unavailable.getMessage()).contains("takes no more commits")) {
                    throw unavailable.getCause() instanceof RuntimeException why
                            ? why
                            : new IllegalStateException(unavailable);
                }
                return true;
            }
            default -> throw new IllegalStateException("the log answered what it never should", cause);
        }
        return false;
    }

    private Event event(String stream, long seq) {
        byte[] payload = new byte[PAYLOAD];
        random.nextBytes(payload);
        BsonDocument data = new BsonDocument("payload", new BsonBinary(payload));
        return new Event(
                stream,
                seq,
                "faults.Happened",
                1,
                stream + "/" + seq,
                stream,
                Instant.now(),
                Map.of("actor", name),
                new RawBsonDocument(data, new BsonDocumentCodec()));
    }
}
