package io.annals.log.axon;

import io.annals.log.Commit;
import io.annals.log.EventLog;
import io.annals.log.EventLog.Cursor;
import io.annals.log.RecordedEvent;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;

/**
 * Where processors read: the log's tail, as {@link LogEventMessage}s. Each stream is a reader of its own.
 *
 * <p>A broken log surfaces as {@link io.annals.log.LogBroken} out of the stream: Axon's pooled processor then lets go of its
 * segments, says that it is in error and tries again at growing intervals, always at the same place.
 */
public final class LogMessageSource implements StreamableMessageSource<TrackedEventMessage<?>> {
    private final EventLog log;
    private final PayloadEncoding encoding;

    public LogMessageSource(EventLog log, PayloadEncoding encoding) {
        this.log = log;
        this.encoding = encoding;
    }

    @Override
    public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
        LogToken from = tokenOf(token);
        return new LogEventStream(log.tail(from.place()), from, encoding);
    }

    /** Before the first event. */
    @Override
    public LogToken createTailToken() {
        return LogToken.BEGINNING;
    }

    /** After the last event that is durable now. */
    @Override
    public LogToken createHeadToken() {
        return tokenAfter(log.head());
    }

    /**
     * Before the first event that was recorded at this instant or later, the head if there is none.
     *
     * <p>Where the encoding knows a time stamp for each event, that one decides, which may land inside a commit.
     */
    @Override
    public LogToken createTokenAt(Instant instant) {
        LogToken last = tokenAfter(log.positionAt(instant.minusMillis(1)));
        try (Cursor<Commit> later = log.read(last.commit())) {
            for (Commit commit : later) {
                for (RecordedEvent event : commit.recorded()) {
                    if (!encoding.timestamp(event).isBefore(instant)) {
                        return last;
                    }
                    last = LogToken.of(commit, event.index());
                }
            }
        }
        return last;
    }

    /**
     * After all events of a commit; before the first event for 0.
     *
     * @throws IllegalArgumentException for a position that the log has not reached
     */
    public LogToken tokenAfter(long position) {
        if (position == 0) {
            return LogToken.BEGINNING;
        }
        try (Cursor<Commit> from = log.read(position - 1)) {
            return one(from.iterator())
                    .map(commit -> LogToken.of(commit, commit.events().size() - 1))
                    .orElseThrow(() -> new IllegalArgumentException("the log has not reached " + position));
        }
    }

    static LogToken tokenOf(@Nullable TrackingToken token) {
        TrackingToken place = WrappedToken.unwrapLowerBound(token);
        return switch (place) {
            case null -> LogToken.BEGINNING;
            case LogToken known -> known;
            default -> throw new IllegalArgumentException("not a place on this log: " + place);
        };
    }

    private static <T> Optional<T> one(Iterator<T> iterator) {
        return iterator.hasNext() ? Optional.of(iterator.next()) : Optional.empty();
    }
}
