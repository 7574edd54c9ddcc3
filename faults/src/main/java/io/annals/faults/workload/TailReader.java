package io.annals.faults.workload;

import io.annals.faults.history.History;
import io.annals.faults.history.Operation.Seen;
import io.annals.faults.history.Operation.Stopped;
import io.annals.log.Commit;
import io.annals.log.EventLog;
import io.annals.log.EventLog.Place;
import io.annals.log.EventLog.Tail;
import io.annals.log.LogBroken;
import io.annals.log.LogUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** A follower in the process: takes what comes, and now and then leaves and comes back to the place where it stood. */
public final class TailReader implements AutoCloseable {
    private static final int MOST = 500;

    private final EventLog log;
    private final String name;
    private final History history;
    private final SplittableRandom random;
    private final Thread thread;
    private volatile boolean closed;
    private volatile Place place = Place.BEGINNING;

    /** Follows from the beginning on. */
    public TailReader(EventLog log, String name, History history, long seed) {
        this.log = log;
        this.name = name;
        this.history = history;
        this.random = new SplittableRandom(seed);
        this.thread = Thread.ofVirtual().name(name).start(this::run);
    }

    private void run() {
        try {
            while (!closed) {
                try {
                    follow(20 + random.nextInt(400));
                } catch (LogUnavailable notNow) {
                    TimeUnit.MILLISECONDS.sleep(200);
                }
            }
        } catch (LogBroken e) {
            history.add(new Stopped(name, System.nanoTime(), e.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(int polls) throws InterruptedException {
        try (Tail tail = log.tail(place)) {
            for (int i = 0; i < polls && !closed; i++) {
                List<Commit> commits = tail.poll(MOST, Duration.ofMillis(200));
                if (!commits.isEmpty()) {
                    history.add(new Seen(
                            name,
                            System.nanoTime(),
                            commits.stream()
                                    .map(commit -> commit.position() + ":" + commit.commitId())
                                    .toList()));
                    place = tail.place();
                }
            }
        }
    }

    /** The last position that it was shown. */
    public long position() {
        return place.position();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
