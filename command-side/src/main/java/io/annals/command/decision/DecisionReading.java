package io.annals.command.decision;

import io.annals.events.CustomerId;
import io.annals.events.merge.Cluster;
import io.annals.events.merge.MergeEvent;
import io.annals.log.StreamConflict;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** One reading for one decision: remembers what it has seen, and whether from memory. */
final class DecisionReading implements Reading {
    private final StreamStates states;
    private final boolean fresh;
    private final ScopeGuard reach;
    private final Map<String, StreamState> seen = new HashMap<>();
    private boolean fromMemory;

    /**
     * @param fresh whether everything is to be read from the log
     * @param reach beyond which nothing is seen
     */
    DecisionReading(StreamStates states, boolean fresh, ScopeGuard reach) {
        this.states = states;
        this.fresh = fresh;
        this.reach = reach;
    }

    boolean fromMemory() {
        return fromMemory;
    }

    Map<String, StreamState> seen() {
        return seen;
    }

    @Override
    public <S> S state(Fold<S, ?> fold, String stream) {
        reach.refuseBeyond(stream, this::belonging);
        return stateOf(fold, stream);
    }

    @Override
    public void concerns(CustomerId customer) {
        reach.refuseBeyond(customer.stream(), this::belonging);
    }

    /** Where a customer belongs, with all who are one with them. */
    ScopeGuard.Belonging belonging(String customerStream) {
        CustomerId customer = CustomerId.of(customerStream.substring(CustomerId.STREAMS.length()));
        Cluster cluster = Cluster.of(customer, one -> stateOf(Merged.FOLD, MergeEvent.streamOf(one)));
        if (cluster.isAlone()) {
            return stateOf(ScopeGuard.Belonging.FOLD, customerStream);
        }
        SequencedMap<String, ScopeGuard.Belonging> members = new LinkedHashMap<>();
        cluster.members()
                .forEach(member -> members.put(member.stream(), stateOf(ScopeGuard.Belonging.FOLD, member.stream())));
        return ScopeGuard.Belonging.together(members);
    }

    private <S> S stateOf(Fold<S, ?> fold, String stream) {
        S state = find(fold, stream);
        return state != null ? state : read(fold, stream);
    }

    @Override
    public <S> S stateOfNew(Fold<S, ?> fold, String stream) {
        S state = find(fold, stream);
        if (state != null) {
            return state;
        }
        if (fresh || seen.containsKey(stream)) {
            return read(fold, stream);
        }
        seen.put(stream, StreamState.EMPTY.with(fold));
        return fold.beginning();
    }

    @Override
    public long version(String stream) {
        return at(stream).seq();
    }

    @Override
    public long position(String stream) {
        return at(stream).position();
    }

    @Override
    public List<RecordedFact> history(String stream) {
        reach.refuseBeyond(stream, this::belonging);
        return states.history(stream);
    }

    /** As seen; a stream that nobody has looked at counts only by its length. */
    StreamState at(String stream) {
        StreamState known = seen.get(stream);
        if (known == null) {
            stateOf(Length.FOLD, stream);
            known = seen.get(stream);
        }
        if (known == null) {
            throw new IllegalStateException("looked at and not seen: " + stream);
        }
        return known;
    }

    /** Seen by this look or, if it may trust it, in memory. */
    private <S> @Nullable S find(Fold<S, ?> fold, String stream) {
        StreamState known = seen.get(stream);
        if (known == null && !fresh) {
            known = states.recall(stream);
            fromMemory |= known != null;
        }
        if (known == null) {
            return null;
        }
        StreamState with = known.with(fold);
        seen.put(stream, with);
        return with.by(fold);
    }

    private <S> S read(Fold<S, ?> fold, String stream) {
        StreamState known = states.read(stream, fold);
        StreamState before = seen.put(stream, known);
        if (before != null && before.seq() != known.seq()) {
            throw new StreamConflict(stream, known.seq()); // it has grown between two glances of the same look
        }
        S state = known.by(fold);
        if (state == null) {
            throw new IllegalStateException("read and not folded: " + stream);
        }
        return state;
    }

    /** For streams of which only the length counts. */
    private record Length() {
        static final Fold<Length, io.annals.events.Fact> FOLD =
                Fold.of(io.annals.events.Fact.class, new Length(), (length, _) -> length);
    }
}
