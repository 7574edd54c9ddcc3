package io.annals.command.decision.policy;

import io.annals.log.RecordedEvent;
import io.annals.log.axon.BySubject;
import io.annals.log.axon.LogEventMessage;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/** Axon's handler for a processor of policies: collects a batch in its unit of work, and reacts when its token is due. */
final class Collecting implements EventHandlerInvoker {
    private static final String COLLECTED = Collecting.class.getName();

    private final BySubject order = new BySubject();
    private final Reactions reactions;

    Collecting(Reactions reactions) {
        this.reactions = reactions;
    }

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
        return reactions.policies().concern(message.getPayloadType())
                && segment.matches(order.getSequenceIdentifierFor(message));
    }

    @Override
    public boolean canHandleType(Class<?> payloadType) {
        return reactions.policies().concern(payloadType);
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        if (message instanceof LogEventMessage fromLog && canHandle(message, segment)) {
            collected().add(fromLog.recorded());
        }
    }

    /** Reacts to what the batch on this thread has collected. */
    void react() {
        if (CurrentUnitOfWork.isStarted() && !collected().isEmpty()) {
            List<RecordedEvent> batch = List.copyOf(collected());
            reactions.to(batch);
            collected().clear();
        }
    }

    /** A policy reacts to what happens; it is never replayed. */
    @Override
    public boolean supportsReset() {
        return false;
    }

    private static List<RecordedEvent> collected() {
        return CurrentUnitOfWork.get().getOrComputeResource(COLLECTED, _ -> new ArrayList<>());
    }
}
