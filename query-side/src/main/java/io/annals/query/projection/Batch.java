package io.annals.query.projection;

import io.annals.encoding.EventEncoding;
import io.annals.encoding.Keyring;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.log.RecordedEvent;
import io.annals.log.axon.LogEventMessage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.Segment;

/** What one batch holds for the subjects of one segment that concerns any of some projections. */
final class Batch {
    private static final String ERASED = EventEncoding.nameOf(CustomerErased.class);

    private final Map<String, List<DecodedEvent>> bySubject;

    private Batch(Map<String, List<DecodedEvent>> bySubject) {
        this.bySubject = bySubject;
    }

    /** Sorted and decoded, with the keys that its subjects have now. */
    static Batch of(
            List<LogEventMessage> messages,
            Segment segment,
            Collection<? extends Projection<?>> projections,
            EventEncoding encoding,
            Keyring keyring) {
        Map<String, List<DecodedEvent>> bySubject = new LinkedHashMap<>();
        for (LogEventMessage message : messages) {
            RecordedEvent where = message.recorded();
            String subject = where.event().subject();
            if (subject != null
                    && concerns(projections, where.event().type())
                    && ProjectionProgress.isIn(segment, subject)) {
                bySubject.computeIfAbsent(subject, _ -> new ArrayList<>()).add(new DecodedEvent(where, encoding));
            }
        }
        return new Batch(bySubject).decoded(keyring);
    }

    /** One subject's events. */
    static Batch of(String subject, List<RecordedEvent> events, EventEncoding encoding, Keyring keyring) {
        List<DecodedEvent> decoded =
                events.stream().map(where -> new DecodedEvent(where, encoding)).toList();
        return new Batch(Map.of(subject, decoded)).decoded(keyring);
    }

    private static boolean concerns(Collection<? extends Projection<?>> projections, String type) {
        return projections.stream().anyMatch(projection -> projection.concerns(type));
    }

    private Batch decoded(Keyring keyring) {
        bySubject.forEach((subject, events) -> {
            if (events.stream().anyMatch(event -> event.type().equals(ERASED))) {
                keyring.forget(subject);
            }
        });
        keyring.load(bySubject.keySet());
        bySubject.values().forEach(events -> events.forEach(DecodedEvent::decode));
        return this;
    }

    boolean concerns(Projection<?> projection) {
        return bySubject.values().stream()
                .anyMatch(events -> events.stream().anyMatch(event -> projection.concerns(event.type())));
    }

    /** Each subject's events that concern a projection, in order; nobody of whom there are none. */
    Map<String, List<DecodedEvent>> concerning(Projection<?> projection) {
        Map<String, List<DecodedEvent>> some = new LinkedHashMap<>();
        bySubject.forEach((subject, events) -> {
            List<DecodedEvent> own = events.stream()
                    .filter(event -> projection.concerns(event.type()))
                    .toList();
            if (!own.isEmpty()) {
                some.put(subject, own);
            }
        });
        return some;
    }
}
