package io.annals.benchmarks.log;

import io.annals.log.Commit;
import io.annals.log.EventLog.Tail;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/** Follows the log and notes how long after its due time each commit arrived. */
final class Deliveries {
    static final String DUE = "due";
    private static final Duration WAIT = Duration.ofMillis(200);

    private Deliveries() {}

    /** Until a position has been delivered. */
    static void follow(Tail tail, long upTo, Histogram nanos) throws InterruptedException {
        while (tail.place().position() < upTo) {
            for (Commit commit : tail.poll(1_000, WAIT)) {
                long due = commit.events().getFirst().data().getNumber(DUE).longValue();
                nanos.recordValue(System.nanoTime() - due);
            }
        }
    }
}
