package io.annals.query.live;

/** What waits in a session's queue, to be dealt with in order. */
sealed interface ForSession
        permits ClientMessage, FrameBatch, ForSession.Beat, ForSession.LookAgain, ForSession.Relinked {
    /** After which position something may be unsent as long as this waits; {@code Long.MAX_VALUE} when nothing is. */
    default long unsentAfter() {
        return switch (this) {
            case FrameBatch batch when batch.isHistory() -> batch.position() - 1;
            case ClientMessage.Subscribe(Topic _, Long after) when after != null -> after;
            default -> Long.MAX_VALUE;
        };
    }

    /**
     * A sign of life is due.
     *
     * @param position everything up to here has been queued before this
     */
    record Beat(long position) implements ForSession {}

    /** Customers whom a topic tells of were merged or parted at a position. */
    record Relinked(Topic topic, long position) implements ForSession {}

    /** What the client may watch is to be looked at again: they, or where a customer belongs, have changed. */
    record LookAgain() implements ForSession {}
}
