package io.annals.command.decision.policy;

import io.annals.log.RecordedEvent;
import io.annals.log.axon.BySubject;
import io.annals.log.axon.EffectsFirst;
import io.annals.log.axon.LogEventMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/** Axon's handler for a processor of policies: collects a batch in its unit of work, and reacts when its token is due. */
final class Collecting implements EventHandlerInvoker, EffectsFirst.Effects {
    private static final String COLLECTED = Collecting.class.getName();

    private final BySubject order = new BySubject();
    private static final Duration PASSED_OVER = Duration.ofSeconds(1);

    private final Reactions reactions;
    private volatile boolean reacted; // of the one segment

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
    @Override
    public void flush(int segment, @Nullable TrackingToken token) {
        reacted = CurrentUnitOfWork.isStarted() && !collected().isEmpty();
        if (reacted) {
            List<RecordedEvent> batch = List.copyOf(collected());
            reactions.to(batch);
            collected().clear();
        }
    }

    /** What concerned no policy is soon passed over again. */
    @Override
    public Duration mayWait() {
        return reacted ? Duration.ZERO : PASSED_OVER;
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
