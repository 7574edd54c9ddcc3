package io.annals.query.projection;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a projection is doing, seen from this process.
 *
 * @param generation the one that answers; each rebuild makes the next
 * @param building the one that is being built beside it, here or on another node
 * @param position the last position that all segments have processed
 * @param lagEvents commits of the log that are still to be processed
 * @param lagSeconds age of the oldest of these
 * @param parked how many subjects are set aside
 * @param examples some of them
 */
public record State(
        String name,
        Condition condition,
        int generation,
        @Nullable Integer building,
        long position,
        long lagEvents,
        double lagSeconds,
        long parked,
        List<ParkedSubject> examples) {

    public enum Condition {
        RUNNING,
        /** The last batch failed as a whole, for instance because the database was away; it comes again by itself. */
        RETRYING,
        /** The log is broken: a matter for a person. */
        STOPPED
    }

    /**
     * A subject that is set aside.
     *
     * @param from the event at which it stopped, as {@code position.index}
     * @param cause the exception's class and place
     */
    public record ParkedSubject(String subject, String from, String cause, Instant since) {}
}
