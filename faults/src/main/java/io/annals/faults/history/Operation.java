package io.annals.faults.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;

/**
 * One line of a history. {@code by} names who tells it; {@code nanos} is {@link System#nanoTime()}, on Linux the machine's
 * monotonic clock, so it orders what different processes tell.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Operation.Proposed.class, name = "proposed"),
    @JsonSubTypes.Type(value = Operation.Acknowledged.class, name = "acknowledged"),
    @JsonSubTypes.Type(value = Operation.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Operation.Unknown.class, name = "unknown"),
    @JsonSubTypes.Type(value = Operation.Seen.class, name = "seen"),
    @JsonSubTypes.Type(value = Operation.Stopped.class, name = "stopped"),
    @JsonSubTypes.Type(value = Operation.PrimaryDied.class, name = "primaryDied"),
    @JsonSubTypes.Type(value = Operation.Struck.class, name = "struck")
})
public sealed interface Operation {
    String by();

    long nanos();

    /**
     * Told before it is sent. The same commit may be proposed again while its outcome is unknown.
     *
     * @param commit the commit's id, or the contact's where that is all a client knows
     * @param slots {@code stream/seq} of all its events in order; empty where the client does not know them
     * @param expects last seq of streams that it read and does not write
     */
    record Proposed(String by, long nanos, String commit, List<String> slots, Map<String, Long> expects)
            implements Operation {}

    record Acknowledged(String by, long nanos, String commit, long position) implements Operation {}

    /** Certain not to be recorded, now and ever. */
    record Failed(String by, long nanos, String commit, String reason) implements Operation {}

    record Unknown(String by, long nanos, String commit, String reason) implements Operation {}

    /** What a reader was shown, in the order in which it was: see {@link Shows}. */
    record Seen(String by, long nanos, List<String> what) implements Operation {}

    /** An appender or a reader gave up, which none of them ever should. */
    record Stopped(String by, long nanos, String reason) implements Operation {}

    /** The moment at which the primary was killed. */
    record PrimaryDied(String by, long nanos) implements Operation {}

    /**
     * A fault.
     *
     * @param nanos when it began
     * @param ended when it was healed and the cluster was well again
     * @param took whether it could be done at all
     */
    record Struck(String by, long nanos, long ended, String kind, boolean took, String detail) implements Operation {}
}
