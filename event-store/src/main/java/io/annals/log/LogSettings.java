package io.annals.log;

import java.time.Duration;

/**
 * How patient the log is.
 *
 * @param outcome how long an append may take in all before its futures fail with {@link LogUnavailable}
 * @param attempt how long one request to the database may take
 * @param clockTolerance how far the appender's clock may be off the server's
 * @param poll how often a follower looks for itself when nothing wakes it
 * @param waiting how many appends may wait for their turn before more are turned away
 */
public record LogSettings(Duration outcome, Duration attempt, Duration clockTolerance, Duration poll, int waiting) {
    public static LogSettings ordinary() {
        return new LogSettings(
                Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofMillis(500), 65_536);
    }

    public LogSettings withOutcome(Duration patience) {
        return new LogSettings(patience, attempt, clockTolerance, poll, waiting);
    }

    public LogSettings withAttempt(Duration patience) {
        return new LogSettings(outcome, patience, clockTolerance, poll, waiting);
    }

    public LogSettings withClockTolerance(Duration tolerance) {
        return new LogSettings(outcome, attempt, tolerance, poll, waiting);
    }

    public LogSettings withPoll(Duration interval) {
        return new LogSettings(outcome, attempt, clockTolerance, interval, waiting);
    }

    public LogSettings withWaiting(int appends) {
        return new LogSettings(outcome, attempt, clockTolerance, poll, appends);
    }
}
