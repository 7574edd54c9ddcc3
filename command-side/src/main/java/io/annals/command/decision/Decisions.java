package io.annals.command.decision;

import io.annals.edge.refusal.Refusal;
import io.annals.events.Fact;
import io.annals.log.axon.CommitContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.axonframework.eventhandling.EventBus;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Takes decisions inside the command handlers of the shells: reads, asks, publishes. One command is one root unit of work
 * and at most one commit.
 */
public final class Decisions {
    private static final String AGGREGATE_TYPE = "stream"; // Axon wants a word; the log keeps none

    private final EventBus events;
    private final StreamStates states;
    private final StreamLocks lanes = new StreamLocks();

    Decisions(EventBus events, StreamStates states) {
        this.events = events;
        this.states = states;
    }

    /**
     * Takes a decision.
     *
     * @param contended streams to which others may be about to write as well: such decisions queue up
     * @param decide reads, asks a pure decider, and is free of side effects: it is asked again where a first answer is in doubt
     */
    public <R> Answer<R> take(Collection<String> contended, Function<Reading, Decision<R>> decide) {
        UnitOfWork<?> unit = CurrentUnitOfWork.get();
        if (!unit.isRoot()) {
            throw new IllegalStateException("a command sent from within another one's handler would share its commit");
        }
        StreamLocks.Turn turn = lanes.take(contended);
        unit.onCleanup(_ -> turn.end());

        ScopeGuard reach = new ScopeGuard(Sender.scopeOf(unit.getMessage()));
        DecisionReading look =
                new DecisionReading(states, Attempt.of(unit.getMessage()).fresh(), reach);
        Decision<R> decision;
        try {
            decision = within(reach, look, decide.apply(look));
        } catch (Refusal inDoubt) {
            if (!look.fromMemory()) {
                throw inDoubt;
            }
            look = new DecisionReading(states, true, reach);
            decision = within(reach, look, decide.apply(look));
        }
        if (decision.isEmpty() && look.fromMemory()) {
            look = new DecisionReading(states, true, reach);
            decision = within(reach, look, decide.apply(look));
        }
        if (decision.isEmpty()) {
            return new Answer<>(decision.answer(), decision.knownAt(), true);
        }
        Set<String> written = publish(unit, decision.facts(), look);
        CommitContext.current().whenSent(() -> {
            turn.keepOnly(written); // others may write to those only when it is known what became of this
            WhenSent.of(unit.getMessage()).accept(written);
        });
        return new Answer<>(decision.answer(), 0, false);
    }

    private static <R> Decision<R> within(ScopeGuard reach, DecisionReading look, Decision<R> decision) {
        reach.refuseBeyond(decision.facts(), look::belonging);
        return decision.isEmpty()
                ? decision
                : new Decision<>(reach.within(decision.facts()), decision.answer(), decision.knownAt());
    }

    /** The same for decisions that nobody contends for. */
    public <R> Answer<R> take(Function<Reading, Decision<R>> decide) {
        return take(List.of(), decide);
    }

    /**
     * Reads these commands' streams in one round trip, for the decisions to come. What is learnt may be out of date by
     * then; the log notices.
     *
     * @return the streams that are believed to be empty
     */
    public Set<String> foresee(Collection<? extends Foreseeable> commands) {
        Map<String, Fold<?, ?>> streams = new HashMap<>();
        commands.forEach(command -> streams.putAll(command.streams()));
        return states.learn(streams);
    }

    /** Only what is durable is remembered, so that a stream's length says what is in it: expectations rest on that. */
    private Set<String> publish(UnitOfWork<?> unit, List<? extends Fact> facts, DecisionReading look) {
        Map<String, List<Fact>> byStream = new LinkedHashMap<>();
        facts.forEach(fact ->
                byStream.computeIfAbsent(fact.stream(), _ -> new ArrayList<>()).add(fact));
        byStream.keySet().forEach(look::at);

        CommitContext commit = CommitContext.current();
        Map<String, StreamState> seen = Map.copyOf(look.seen());
        seen.forEach((stream, state) -> {
            commit.expect(stream, state.seq());
            unit.onRollback(_ -> states.forget(stream, state.seq()));
        });
        events.publish(messages(facts, seen, Sender.metaOf(unit.getMessage())));
        unit.afterCommit(_ -> byStream.forEach((stream, own) -> states.advance(
                stream, before(seen, stream), own, commit.position().orElseThrow())));
        return byStream.keySet();
    }

    private static StreamState before(Map<String, StreamState> seen, String stream) {
        return seen.getOrDefault(stream, StreamState.EMPTY);
    }

    private static List<EventMessage<?>> messages(
            List<? extends Fact> facts, Map<String, StreamState> seen, MetaData meta) {
        Map<String, Long> last = new LinkedHashMap<>();
        Instant now = Instant.now();
        List<EventMessage<?>> messages = new ArrayList<>();
        for (Fact fact : facts) {
            String stream = fact.stream();
            long seq = last.merge(stream, before(seen, stream).seq() + 1, (earlier, _) -> earlier + 1);
            messages.add(new GenericDomainEventMessage<>(
                    AGGREGATE_TYPE, stream, seq, fact, meta, Uuid7.at(now).toString(), now));
        }
        return messages;
    }
}
