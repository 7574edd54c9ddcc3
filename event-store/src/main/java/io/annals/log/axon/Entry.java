package io.annals.log.axon;

import io.annals.log.Event;
import io.annals.log.RecordedEvent;
import io.annals.log.Snapshots.Snapshot;
import java.time.Instant;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;

/**
 * What is stored, in the shape in which Axon reads entries. The "serialized" payload is the {@link Event} or
 * {@link Snapshot} itself, see {@link EntrySerializer}.
 */
record Entry(
        String getAggregateIdentifier,
        long getSequenceNumber,
        String getType,
        String getEventIdentifier,
        Instant getTimestamp,
        SerializedObject<Object> getMetaData,
        SerializedObject<Object> getPayload)
        implements DomainEventData<Object> {

    static Entry of(RecordedEvent recorded, Instant timestamp) {
        Event event = recorded.event();
        return new Entry(
                event.stream(),
                event.seq(),
                family(event.type()),
                event.id(),
                timestamp,
                meta(event.meta()),
                payload(event, Event.class, event.type(), event.rev()));
    }

    /** With its token; an event that is alone in a stream of its own name was published without an aggregate. */
    static TrackedEventData<?> tracked(RecordedEvent recorded, Instant timestamp, LogToken token) {
        Entry entry = of(recorded, timestamp);
        return belongsToAggregate(recorded.event())
                ? new TrackedDomainEventData<>(token, entry)
                : new WithoutAggregate(token, entry);
    }

    static Entry of(Snapshot snapshot) {
        return new Entry(
                snapshot.stream(),
                snapshot.seq(),
                family(snapshot.type()),
                snapshot.stream() + "@" + snapshot.seq(),
                Instant.EPOCH,
                meta(Map.of()),
                payload(snapshot, Snapshot.class, snapshot.type(), snapshot.rev()));
    }

    private static boolean belongsToAggregate(Event event) {
        return !event.stream().equals(event.id());
    }

    /** Axon wants a name for the kind of aggregate: the family in front of the type's own name. */
    private static String family(String type) {
        int dot = type.lastIndexOf('.');
        return dot < 0 ? type : type.substring(0, dot);
    }

    private static SerializedObject<Object> meta(Map<String, String> meta) {
        return payload(MetaData.from(meta), MetaData.class, MetaData.class.getName(), 0);
    }

    @SuppressWarnings("unchecked")
    private static SerializedObject<Object> payload(Object stored, Class<?> as, String type, int rev) {
        return new SimpleSerializedObject<>(
                stored, (Class<Object>) as, new SimpleSerializedType(type, Integer.toString(rev)));
    }

    private record WithoutAggregate(TrackingToken trackingToken, Entry entry) implements TrackedEventData<Object> {
        @Override
        public String getEventIdentifier() {
            return entry.getEventIdentifier;
        }

        @Override
        public Instant getTimestamp() {
            return entry.getTimestamp;
        }

        @Override
        public SerializedObject<Object> getMetaData() {
            return entry.getMetaData;
        }

        @Override
        public SerializedObject<Object> getPayload() {
            return entry.getPayload;
        }
    }
}
