package io.annals.edge;

import io.annals.encoding.EventEncoding;
import io.annals.events.Fact;
import io.annals.events.contact.ContactEvent;
import io.annals.events.customer.CustomerEvent;
import io.annals.events.loyalty.LoyaltyEvent;
import io.annals.events.task.TaskEvent;
import io.annals.log.Event;
import io.annals.log.axon.PayloadEncoding;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;

/** Axon's payloads are facts, its metadata is the event's. */
public final class FactPayloads implements PayloadEncoding {
    /** The families are sealed, so these are all that can ever be met. */
    private static final Map<String, Class<? extends Fact>> TYPES = Stream.of(
                    ContactEvent.class, CustomerEvent.class, LoyaltyEvent.class, TaskEvent.class)
            .flatMap(FactPayloads::records)
            .collect(Collectors.toUnmodifiableMap(EventEncoding::nameOf, Function.identity()));

    private final EventEncoding encoding;

    public FactPayloads(EventEncoding encoding) {
        this.encoding = encoding;
    }

    private static Stream<Class<? extends Fact>> records(Class<? extends Fact> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(one -> records(one.asSubclass(Fact.class)))
                : Stream.of(type);
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
        Class<?> known = TYPES.get(type);
        if (known == null) {
            throw new IllegalArgumentException("no fact is known by the name " + type + ", revision " + rev);
        }
        return known;
    }
}
