package io.annals.query.live;

/** What waits in a session's queue, to be dealt with in order. */
sealed interface ForSession permits ClientMessage, Frame, ForSession.Beat, ForSession.LookAgain {
    /**
     * A sign of life is due.
     *
     * @param position everything up to here has been queued before this
     */
    record Beat(long position) implements ForSession {}

    /** What the client may watch is to be looked at again: they, or where a customer belongs, have changed. */
    record LookAgain() implements ForSession {}
}
