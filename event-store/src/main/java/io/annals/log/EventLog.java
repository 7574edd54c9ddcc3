package io.annals.log;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The log of all commits. See the package for what it promises.
 *
 * <p>{@code 0} is the position before the first commit. All reads see majority-committed data only.
 */
public interface EventLog extends AutoCloseable {

    /** Proposes a commit. Returns at once; never blocks on the database. */
    Appending append(Proposal proposal);

    /**
     * As {@link #append(Proposal)}, for a decision that builds on a commit which is not durable yet: if that one fails, this
     * one fails too, with {@link StreamConflict}, however the streams stand by then.
     */
    default Appending append(Proposal proposal, Appending buildsOn) {
        throw new UnsupportedOperationException("this log takes no decisions built on what is not durable");
    }

    /** The last position known to be durable, asked of the primary. */
    long head();

    /**
     * The last position recorded at or before an instant; 0 if there is none. Final for instants before the head's own.
     */
    long positionAt(Instant instant);

    /** All commits after a position, in order, up to the head at the time of the call; read ahead, constant memory. */
    Cursor<Commit> read(long after);

    /** The events of one stream from {@code fromSeq} on, in order. */
    List<RecordedEvent> stream(String stream, long fromSeq);

    /** The last seq of each stream that has one; streams without events are absent. One round trip. */
    Map<String, Long> lastSeqs(Collection<String> streams);

    /**
     * How streams begin: the first events of each, {@code most} at most, in order; streams without events are absent. One
     * round trip, which costs an index seek for each stream and a commit for each event.
     */
    Map<String, List<RecordedEvent>> beginnings(Collection<String> streams, int most);

    /** The events of the commits at these positions, in order; positions that the log has not are absent. One round trip. */
    List<RecordedEvent> at(Collection<Long> positions);

    /** The events about these subjects, in order of position, up to and including {@code upTo}. */
    default Cursor<RecordedEvent> subjects(Collection<String> subjects, long upTo) {
        return subjects(subjects, 0, upTo);
    }

    /** The events about these subjects at {@code after < position <= upTo}, in order; nothing else is read. */
    Cursor<RecordedEvent> subjects(Collection<String> subjects, long after, long upTo);

    /** Follows the log from a place on: what is there, then what comes. */
    Tail tail(Place after);

    /** Where a reader stands: a position and, where known, the chain's hash there. */
    record Place(long position, @Nullable ChainHash hash) {
        public static final Place BEGINNING = new Place(0, ChainHash.GENESIS);

        public static Place after(long position) {
            return position == 0 ? BEGINNING : new Place(position, null);
        }
    }

    /**
     * Recomputes the whole chain, and follows the numbers of every stream; {@code progress} hears the position reached now
     * and then.
     */
    Verification verify(LongConsumer progress);

    /**
     * What a verification found.
     *
     * @param commits those that are well, from the first on
     * @param events of these commits
     * @param brokenAt the first position at which something is wrong, or null when all is well
     */
    record Verification(
            long commits,
            long events,
            @Nullable Long brokenAt,
            @Nullable String reason) {}

    /**
     * Counts what the log holds after a position; {@code progress} hears the position reached now and then.
     *
     * @throws LogBroken when it meets what is no commit; it checks no more than that
     */
    Statistics statistics(long after, LongConsumer progress);

    @Override
    void close();

    /** Closable iteration. */
    interface Cursor<T> extends Iterable<T>, AutoCloseable {
        @Override
        void close();
    }

    /** A reader that follows. Not safe for use by several threads, besides {@link #onAvailable} and {@link #close}. */
    interface Tail extends AutoCloseable {
        /**
         * The next commits in order, at most {@code max}; waits up to {@code wait} for the first, empty if none came.
         *
         * @throws LogBroken when a gap or a broken chain is met, or when the place to start from is not on this log
         */
        List<Commit> poll(int max, Duration wait) throws InterruptedException;

        /** Where the last handed out commit stands. */
        Place place();

        /** Calls {@code wake} whenever there may be something to poll; from any thread, must not block. */
        void onAvailable(Runnable wake);

        @Override
        void close();
    }
}
