package io.annals.faults.history;

/**
 * Something that cannot be, if the log keeps its word.
 *
 * @param position where; 0 when it is nowhere in the log
 */
public record Violation(Promise promise, long position, String what) {

    /** What the log promises. */
    public enum Promise {
        /** Positions are 1, 2, 3 … */
        DENSE,
        /** Nothing is recorded twice. */
        UNIQUE,
        /** What was acknowledged lies in the log, where it was said to. */
        KEPT,
        /** What was said to have failed does not. */
        FAILED_IS_FAILED,
        /** What lies in the log is what somebody proposed. */
        PROPOSED,
        /** Within a stream the numbers are 0, 1, 2 … */
        CONTIGUOUS,
        /** What a decision read had not grown by the time that it was recorded. */
        EXPECTED,
        /** What was known to be recorded comes before what was proposed afterwards. */
        REAL_TIME_ORDER,
        /** {@code at} never goes back. */
        FORWARD,
        /** Every commit names its predecessor and is what its hash says. */
        CHAINED,
        /** What a reader was shown is the beginning of the log. */
        PREFIX,
        /** Neither appenders nor readers give up. */
        ALIVE
    }

    @Override
    public String toString() {
        return promise + " at position " + position + ": " + what;
    }
}
