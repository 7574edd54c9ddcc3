package io.annals.log;

import com.mongodb.MongoException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;

/**
 * Holds the appender's clock against the server's. Between two questions to the server its time is carried on by the
 * process's monotonic clock, so a jump of the wall clock is noticed before the next commit.
 */
final class ServerClock {
    private static final long ASK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final LogCollections collections;
    private final InstantSource clock;
    private final Duration tolerance;
    private long serverMillis;
    private long askedAtNanos;
    private boolean asked;

    ServerClock(LogCollections collections, InstantSource clock, Duration tolerance) {
        this.collections = collections;
        this.clock = clock;
        this.tolerance = tolerance;
    }

    long now() {
        return clock.millis();
    }

    /**
     * Why this clock may not date commits, if so.
     *
     * @throws MongoException if the server does not answer
     */
    Optional<String> objection() {
        boolean fresh = false;
        if (!asked || System.nanoTime() - askedAtNanos > ASK_AGAIN_NANOS) {
            ask();
            fresh = true;
        }
        if (Math.abs(ahead()) <= tolerance.toMillis()) {
            return Optional.empty();
        }
        if (!fresh) {
            ask();
        }
        long ahead = ahead();
        if (Math.abs(ahead) <= tolerance.toMillis()) {
            return Optional.empty();
        }
        return Optional.of(
                "The clock of this machine is " + Math.abs(ahead) + " ms " + (ahead > 0 ? "ahead of" : "behind")
                        + " the database server's, more than the " + tolerance.toMillis()
                        + " ms that are allowed. Set both by NTP; nothing has been recorded.");
    }

    private void ask() {
        long before = System.nanoTime();
        Document hello = collections.database().runCommand(new Document("hello", 1));
        long after = System.nanoTime();
        serverMillis = hello.getDate("localTime").getTime();
        askedAtNanos = before + (after - before) / 2;
        asked = true;
    }

    private long ahead() {
        long server = serverMillis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - askedAtNanos);
        return clock.millis() - server;
    }
}
