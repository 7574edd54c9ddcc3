package io.annals.log.axon;

import io.annals.log.Snapshots.Snapshot;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;

/** Every stream has snapshots, and they are plain text. */
final class TextStates implements SnapshotEncoding {
    private static final String TYPE = "test.Heard";

    @Override
    public Optional<String> typeFor(String stream) {
        return Optional.of(TYPE);
    }

    @Override
    public Snapshot encode(DomainEventMessage<?> snapshot) {
        return new Snapshot(
                snapshot.getAggregateIdentifier(), snapshot.getSequenceNumber(), TYPE, 1, TextEncoding.document((String)
                        snapshot.getPayload()));
    }

    @Override
    public Object decode(Snapshot snapshot) {
        return snapshot.state().getString("text").getValue();
    }

    @Override
    public Class<?> payloadType(String type, int rev) {
        return String.class;
    }
}
