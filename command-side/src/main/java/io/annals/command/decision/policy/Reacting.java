package io.annals.command.decision.policy;

import io.annals.log.axon.BatchInvoker.BatchHandler;
import io.annals.log.axon.BySubject;
import io.annals.log.axon.LogEventMessage;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;

/** Has a feature's policies react to the facts that concern them, a batch at a time. */
record Reacting(Reactions reactions) implements BatchHandler {
    private static final BySubject ORDER = new BySubject();

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
        return reactions.policies().concern(message.getPayloadType())
                && segment.matches(ORDER.getSequenceIdentifierFor(message));
    }

    @Override
    public void handle(Segment segment, List<LogEventMessage> batch) {
        reactions.to(batch.stream().map(LogEventMessage::recorded).toList());
    }
}
