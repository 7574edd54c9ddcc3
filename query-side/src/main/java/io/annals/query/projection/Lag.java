package io.annals.query.projection;

import io.annals.log.Commit;
import io.annals.log.EventLog;
import io.annals.log.EventLog.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** How far behind the log is who stands at a position; each position is looked up once. */
final class Lag {
    private final EventLog log;
    private final long head;
    private final Map<Long, Double> seconds = new HashMap<>();

    Lag(EventLog log) {
        this.log = log;
        this.head = log.head();
    }

    /** Commits that are still to be processed. */
    long events(long position) {
        return Math.max(0, head - position);
    }

    /** Age of the oldest of these. */
    double seconds(long position) {
        return events(position) == 0 ? 0 : seconds.computeIfAbsent(position, this::secondsSince);
    }

    private double secondsSince(long position) {
        try (Cursor<Commit> waiting = log.read(position)) {
            Iterator<Commit> commits = waiting.iterator();
            return commits.hasNext()
                    ? Math.max(
                            0,
                            Duration.between(commits.next().at(), Instant.now()).toMillis() / 1000.0)
                    : 0;
        }
    }
}
