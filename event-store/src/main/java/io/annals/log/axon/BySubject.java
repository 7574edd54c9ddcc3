package io.annals.log.axon;

import io.annals.log.Event;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What is about one subject is handled in order; what has no subject, in the order of its stream. The same in every process.
 * Events that do not come from the log are refused.
 */
public final class BySubject implements SequencingPolicy<EventMessage<?>> {
    @Override
    public String getSequenceIdentifierFor(EventMessage<?> message) {
        if (!(message instanceof LogEventMessage fromLog)) {
            throw new IllegalArgumentException("not read from the log: " + message);
        }
        Event event = fromLog.recorded().event();
        @Nullable String subject = event.subject();
        return subject != null ? subject : event.stream();
    }
}
