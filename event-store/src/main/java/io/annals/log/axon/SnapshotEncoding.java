package io.annals.log.axon;

import io.annals.log.Snapshots.Snapshot;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;

/** Says which streams have snapshots, and gives their states a stored shape. */
public interface SnapshotEncoding {
    /** No stream has snapshots: none is looked for, none is kept. */
    SnapshotEncoding NONE = new SnapshotEncoding() {
        @Override
        public Optional<String> typeFor(String stream) {
            return Optional.empty();
        }

        @Override
        public Snapshot encode(DomainEventMessage<?> snapshot) {
            throw new UnsupportedOperationException(
                    "stream " + snapshot.getAggregateIdentifier() + " has no snapshots");
        }

        @Override
        public Object decode(Snapshot snapshot) {
            throw new UnsupportedOperationException("stream " + snapshot.stream() + " has no snapshots");
        }

        @Override
        public Class<?> payloadType(String type, int rev) {
            throw new UnsupportedOperationException(type + " has no snapshots");
        }
    };

    /** The public name of the state that this stream's snapshots hold; empty for streams without: they cost no read. */
    Optional<String> typeFor(String stream);

    Snapshot encode(DomainEventMessage<?> snapshot);

    Object decode(Snapshot snapshot);

    Class<?> payloadType(String type, int rev);
}
