package io.annals.benchmarks.log;

import io.annals.encoding.EventEncoding;
import io.annals.events.Fact;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.loyalty.LoyaltyEvent.PointsEarned;
import io.annals.log.Event;
import io.annals.log.axon.PayloadEncoding;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.EventMessage;

/** The program's encoding for Axon, for the facts of {@link Samples}. */
record FactPayloads(EventEncoding encoding) implements PayloadEncoding {
    private static final Map<String, Class<? extends Fact>> TYPES = Map.of(
            EventEncoding.nameOf(PointsEarned.class), PointsEarned.class,
            EventEncoding.nameOf(NoteTaken.class), NoteTaken.class);

    @Override
    public Event encode(String stream, long seq, EventMessage<?> message) {
        Map<String, String> meta = message.getMetaData().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> entry.getValue().toString()));
        return encoding.encode(stream, seq, message.getIdentifier(), meta, (Fact) message.getPayload());
    }

    @Override
    public Object decode(Event event) {
        return encoding.decode(event);
    }

    @Override
    public Class<?> payloadType(String type, int rev) {
        Class<?> known = TYPES.get(type);
        if (known == null) {
            throw new IllegalArgumentException("not one of the samples: " + type);
        }
        return known;
    }
}
