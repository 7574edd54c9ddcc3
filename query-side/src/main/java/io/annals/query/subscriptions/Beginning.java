package io.annals.query.subscriptions;

import io.annals.log.EventLog;
import io.annals.log.EventLog.Cursor;
import io.annals.log.EventLog.Place;
import io.annals.log.EventLog.Tail;
import io.annals.log.RecordedEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a follower takes up the log.
 *
 * @param seen the last event that it has seen
 * @param missed what a follower of one customer has missed meanwhile, read by the log's index of subjects; null when the
 *     tail brings it
 * @param tail the log from there on
 */
record Beginning(EventPlace seen, @Nullable Cursor<RecordedEvent> missed, Tail tail) implements AutoCloseable {
    /** A stretch so short that reading it costs less than looking a customer up in the index. */
    private static final int SHORT = 64;

    static Beginning of(EventLog log, EventPlace seen, EventFilter filter) {
        long head = log.head();
        String subject = filter.subject();
        if (subject == null || head - seen.wholeCommits() <= SHORT) {
            return new Beginning(seen, null, log.tail(Place.after(seen.wholeCommits())));
        }
        return new Beginning(
                seen, log.subjects(List.of(subject), seen.wholeCommits(), head), log.tail(Place.after(head)));
    }

    @Override
    public void close() {
        tail.close();
        if (missed != null) {
            missed.close();
        }
    }
}
