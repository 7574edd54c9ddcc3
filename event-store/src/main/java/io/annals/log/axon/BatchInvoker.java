package io.annals.log.axon;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Hands a processor's events to their handler a batch at a time. The handler is called with the batch's last event, before
 * Axon stores the token: when the token is stored the effects are there, and a kill in between makes the batch come again.
 */
public final class BatchInvoker implements EventHandlerInvoker {
    /** Handles whole batches; what is thrown makes the batch come again. */
    public interface BatchHandler {
        /** Whether an event belongs into a batch of this segment; what does not is passed over. */
        boolean canHandle(EventMessage<?> message, Segment segment);

        /**
         * Handles what has come since the last batch; the effects are durable when this returns.
         *
         * @param batch at least one, in order
         */
        void handle(Segment segment, List<LogEventMessage> batch);

        /** Nobody is in a hurry: the next batch may gather for so long; or shorter, or not at all, as they like. */
        default void rest(Duration most) {}
    }

    /**
     * A batch begins no sooner than this after the one before, so that what comes meanwhile is done in the same round trips, and
     * a view that changes twice is written once. What comes alone does not wait, nor does a reader that is behind.
     */
    private static final Duration PACE = Duration.ofMillis(25);

    /** How much later it begins where nobody waits for it. */
    private static final Duration EASE = Duration.ofMillis(75);

    /** Events or commits in one batch from which on a reader is behind: there is nothing to wait for, the next ones are there. */
    private static final long MANY = 250;

    private static final String KEY = BatchInvoker.class.getName();

    private final BatchHandler handler;

    public BatchInvoker(BatchHandler handler) {
        this.handler = handler;
    }

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
        return handler.canHandle(message, segment);
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        UnitOfWork<?> work = CurrentUnitOfWork.get().root();
        List<LogEventMessage> batch = work.getOrComputeResource(KEY, _ -> new ArrayList<>());
        batch.add((LogEventMessage) message);
        if (isLast(work, message)) {
            long began = System.nanoTime();
            handler.handle(segment, batch);
            if (!isBehind(batch)) {
                work.onCleanup(_ -> gather(began)); // the token is stored by then
            }
        }
    }

    private static boolean isLast(UnitOfWork<?> work, EventMessage<?> message) {
        return !(work instanceof BatchingUnitOfWork<?> batching) || batching.isLastMessage(message);
    }

    private static boolean isBehind(List<LogEventMessage> batch) {
        long commits = batch.getLast().recorded().position()
                - batch.getFirst().recorded().position();
        return Math.max(batch.size(), commits) >= MANY;
    }

    private void gather(long began) {
        LockSupport.parkNanos(began + PACE.toNanos() - System.nanoTime());
        handler.rest(EASE);
    }

    /** What it makes is made anew beside the running one, or not at all; never by a replay in place. */
    @Override
    public boolean supportsReset() {
        return false;
    }
}
