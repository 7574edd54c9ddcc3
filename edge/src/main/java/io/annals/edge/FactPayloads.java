package io.annals.edge;

import io.annals.encoding.EventEncoding;
import io.annals.events.Fact;
import io.annals.log.Event;
import io.annals.log.axon.PayloadEncoding;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventMessage;

/** Axon's payloads are facts, its metadata is the event's. */
public final class FactPayloads implements PayloadEncoding {
    private final EventEncoding encoding;

    public FactPayloads(EventEncoding encoding) {
        this.encoding = encoding;
    }

    @Override
    public Event encode(String stream, long seq, EventMessage<?> message) {
        if (message.getPayload() instanceof Fact fact) {
            return encoding.encode(stream, seq, message.getIdentifier(), meta(message), fact);
        }
        throw new IllegalArgumentException(message.getPayloadType().getName() + " is no fact");
    }

    /** What is text; anything else that Axon carries along is of use in this process only. */
    private static Map<String, String> meta(EventMessage<?> message) {
        return message.getMetaData().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof String)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> (String) entry.getValue()));
    }

    @Override
    public Object decode(Event event) {
        return encoding.decode(event);
    }

    @Override
    public Class<?> payloadType(String type, int rev) {
        return EventEncoding.factOf(type);
    }
}
