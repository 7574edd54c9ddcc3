package io.annals.benchmarks.log;

import io.annals.encoding.EventEncoding;
import io.annals.log.Snapshots.Snapshot;
import io.annals.log.axon.SnapshotEncoding;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;

/** Every stream has snapshots, of {@link State}. */
final class StateSnapshots implements SnapshotEncoding {
    private static final String TYPE = "points.State";

    /** What is left of a long stream. */
    record State(long points, String remark) {}

    @Override
    public Optional<String> typeFor(String stream) {
        return Optional.of(TYPE);
    }

    @Override
    public Snapshot encode(DomainEventMessage<?> snapshot) {
        return new Snapshot(
                snapshot.getAggregateIdentifier(), snapshot.getSequenceNumber(), TYPE, 1, EventEncoding.toBson((State)
                        snapshot.getPayload()));
    }

    @Override
    public Object decode(Snapshot snapshot) {
        return EventEncoding.fromBson(State.class, snapshot.state());
    }

    @Override
    public Class<?> payloadType(String type, int rev) {
        return State.class;
    }
}
