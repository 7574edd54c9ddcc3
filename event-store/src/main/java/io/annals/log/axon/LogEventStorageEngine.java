package io.annals.log.axon;

import static java.util.Objects.requireNonNull;

import io.annals.log.Appending;
import io.annals.log.Commit;
import io.annals.log.Event;
import io.annals.log.EventLog;
import io.annals.log.EventLog.Cursor;
import io.annals.log.Proposal;
import io.annals.log.Snapshots;
import io.annals.log.Snapshots.Snapshot;
import io.annals.log.StreamConflict;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStorageEngine;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Axon's storage engine on the log. What is appended at once, and so what one unit of work publishes, is one commit; an
 * append returns when that commit is durable. Streams are named by aggregate identifiers; an event without an aggregate gets
 * a stream of its own, named by the event.
 *
 * <p>What a decision adds to its commit, and how it learns the position: {@link CommitContext}, {@link Receipt}.
 *
 * <p>Fails with
 * <ul>
 *   <li>{@code ConcurrencyException}, or {@code AggregateStreamCreationException} where the first event of a stream is
 *       taken, when somebody else was faster: decide again; the cause is the {@link StreamConflict};
 *   <li>{@link io.annals.log.CommitRefused} when the commit can never be recorded;
 *   <li>{@link io.annals.log.LogUnavailable} when the outcome is unknown: safe to send again with the same commit id.
 * </ul>
 *
 * <p>An event's id is its own within a commit; across commits the streams' sequence numbers guard against repetition.
 */
public final class LogEventStorageEngine extends AbstractEventStorageEngine {
    private final EventLog log;
    private final PayloadEncoding encoding;
    private final @Nullable Snapshots snapshots;
    private final SnapshotEncoding snapshotEncoding;
    private final LogMessageSource source;

    private LogEventStorageEngine(Builder builder) {
        super(builder);
        this.log = builder.log;
        this.encoding = builder.encoding;
        this.snapshots = builder.snapshots;
        this.snapshotEncoding = builder.snapshotEncoding;
        this.source = new LogMessageSource(log, encoding);
    }

    public static Builder builder(EventLog log, PayloadEncoding encoding) {
        return new Builder(log, encoding);
    }

    @Override
    protected void appendEvents(List<? extends EventMessage<?>> messages, Serializer unused) {
        if (messages.isEmpty()) {
            return;
        }
        Optional<UnitOfWork<?>> root = CurrentUnitOfWork.isStarted()
                ? Optional.of(CurrentUnitOfWork.get().root())
                : Optional.empty();
        CommitContext context = root.map(CommitContext::of).orElseGet(CommitContext::alone);
        refuseRepetition(messages);
        try {
            Proposal proposal =
                    context.proposal(messages.stream().map(this::encoded).toList());
            Appending appending = log.append(proposal);
            context.sent();
            long position = durable(appending.durable());
            context.recorded(position);
            root.ifPresent(unit -> Receipt.fill(unit.getMessage(), position));
        } catch (StreamConflict e) {
            handlePersistenceException(
                    e, firstOf(e.stream(), messages).orElseThrow(() -> new ConcurrencyException(e.getMessage(), e)));
        }
    }

    private Event encoded(EventMessage<?> message) {
        return message instanceof DomainEventMessage<?> domain
                ? encoding.encode(domain.getAggregateIdentifier(), domain.getSequenceNumber(), message)
                : encoding.encode(message.getIdentifier(), 0, message);
    }

    private void refuseRepetition(List<? extends EventMessage<?>> messages) {
        Set<Object> seen = new HashSet<>();
        for (EventMessage<?> message : messages) {
            boolean fresh = seen.add(message.getIdentifier());
            if (message instanceof DomainEventMessage<?> domain) {
                fresh &= seen.add(new Slot(domain.getAggregateIdentifier(), domain.getSequenceNumber()));
            }
            if (!fresh) {
                handlePersistenceException(new RepeatedEvent(message), message);
            }
        }
    }

    private record Slot(String stream, long seq) {}

    private static long durable(CompletableFuture<Long> position) {
        try {
            return position.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException refused ? refused : e;
        }
    }

    /** The event that came too late; there is none when the conflict is about a stream that was only read. */
    private static Optional<EventMessage<?>> firstOf(String stream, List<? extends EventMessage<?>> messages) {
        return messages.stream()
                .<EventMessage<?>>map(message -> message)
                .filter(message -> message instanceof DomainEventMessage<?> domain
                        && domain.getAggregateIdentifier().equals(stream))
                .findFirst();
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readEventData(String stream, long firstSeq) {
        return log.stream(stream, firstSeq).stream().map(event -> Entry.of(event, encoding.timestamp(event)));
    }

    @Override
    protected Stream<? extends TrackedEventData<?>> readEventData(@Nullable TrackingToken token, boolean mayBlock) {
        LogToken from = LogMessageSource.tokenOf(token);
        Cursor<Commit> commits = log.read(from.place().position());
        return StreamSupport.stream(commits.spliterator(), false)
                .flatMap(commit -> from.rest(commit).stream()
                        .map(event ->
                                Entry.tracked(event, encoding.timestamp(event), LogToken.of(commit, event.index()))))
                .onClose(commits::close);
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String stream) {
        return Optional.ofNullable(log.lastSeqs(List.of(stream)).get(stream));
    }

    @Override
    protected void storeSnapshot(DomainEventMessage<?> snapshot, Serializer unused) {
        Snapshot state = snapshotEncoding.encode(snapshot);
        requireNonNull(snapshots).store(state);
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String stream) {
        return snapshotEncoding
                .typeFor(stream)
                .flatMap(type -> requireNonNull(snapshots).latest(stream, type))
                .map(Entry::of)
                .stream();
    }

    @Override
    public TrackingToken createTailToken() {
        return source.createTailToken();
    }

    @Override
    public TrackingToken createHeadToken() {
        return source.createHeadToken();
    }

    @Override
    public TrackingToken createTokenAt(Instant instant) {
        return source.createTokenAt(instant);
    }

    /** Beside Axon's own settings: upcasters, which may also be the encoding's business; snapshot filter; resolver. */
    public static final class Builder extends AbstractEventStorageEngine.Builder {
        private final EventLog log;
        private final PayloadEncoding encoding;
        private @Nullable Snapshots snapshots;
        private SnapshotEncoding snapshotEncoding = SnapshotEncoding.NONE;

        private Builder(EventLog log, PayloadEncoding encoding) {
            this.log = log;
            this.encoding = encoding;
            eventSerializer(EntrySerializer.forEvents(encoding));
            persistenceExceptionResolver(e -> e instanceof StreamConflict || e instanceof RepeatedEvent);
        }

        /** Without this there are no snapshots. */
        public Builder snapshots(Snapshots store, SnapshotEncoding stateEncoding) {
            snapshots = store;
            snapshotEncoding = stateEncoding;
            return this;
        }

        public LogEventStorageEngine build() {
            snapshotSerializer(EntrySerializer.forSnapshots(snapshotEncoding));
            return new LogEventStorageEngine(this);
        }
    }

    /** The same event twice in one unit of work. */
    private static final class RepeatedEvent extends RuntimeException {
        RepeatedEvent(EventMessage<?> message) {
            super("event " + message.getIdentifier() + " is there twice, or its place in the stream is");
        }
    }
}
