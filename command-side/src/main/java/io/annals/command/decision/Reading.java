package io.annals.command.decision;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import java.util.List;

/** The streams as one decision sees them. What it has read and does not write must still be so when it is recorded. */
public interface Reading {
    /** The stream's state. */
    <S> S state(Fold<S, ?> fold, String stream);

    /**
     * The state of a stream that is most probably empty. On the first try it is taken to be, without looking: only for
     * streams that this decision writes to, since then the log itself refuses what was built on a wrong guess.
     */
    <S> S stateOfNew(Fold<S, ?> fold, String stream);

    /**
     * Says whom an answer tells about where the customer's own stream is not looked at.
     *
     * @throws UnknownCustomer when that is somebody beyond the sender's scope
     */
    void concerns(CustomerId customer);

    /** The number of the stream's last event, -1 for an empty stream: what an edit's version is compared with. */
    long version(String stream);

    /** The position of the stream's last event, 0 for an empty stream. */
    long position(String stream);

    /** All that the stream holds, read anew. For rare questions that its state does not answer. */
    List<RecordedFact> history(String stream);

    /** A fact, and the position at which it is recorded. */
    record RecordedFact(long position, Fact fact) {}
}
