package io.annals.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** Waits for the server under measurement to have done what it was given. */
public final class Waiting {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private Waiting() {}

    public static long head(Http http) throws IOException, InterruptedException {
        return http.get("/log/head").path("position").asLong();
    }

    /** Blocks until every projection has processed a position. */
    public static void forViews(Http http, long position) throws IOException, InterruptedException {
        long until = System.nanoTime() + LONGEST.toNanos();
        while (slowest(http) < position) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("the views stand at " + slowest(http) + ", not at " + position);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static long slowest(Http http) throws IOException, InterruptedException {
        long slowest = Long.MAX_VALUE;
        for (JsonNode projection : http.get("/projections").path("projections")) {
            slowest = Math.min(slowest, projection.path("position").asLong());
        }
        return slowest;
    }

    /** Blocks until the log has not grown for two seconds and every view stands at its head, which it answers with. */
    public static long untilQuiet(Http http) throws IOException, InterruptedException {
        while (true) {
            long head = head(http);
            forViews(http, head);
            LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
            if (head(http) == head) {
                return head;
            }
        }
    }
}
