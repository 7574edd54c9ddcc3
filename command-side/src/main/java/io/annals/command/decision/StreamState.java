package io.annals.command.decision;

import io.annals.events.Fact;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a stream at one of its events.
 *
 * @param seq the event's number, -1 before the first
 * @param position of the event, 0 before the first
 * @param states by the folds that somebody has asked for
 */
record StreamState(long seq, long position, Map<Fold<?, ?>, Object> states) {
    static final StreamState EMPTY = new StreamState(-1, 0, Map.of());

    static StreamState empty(Collection<Fold<?, ?>> folds) {
        Map<Fold<?, ?>, Object> states = new HashMap<>();
        folds.forEach(fold -> states.put(fold, fold.beginning()));
        return new StreamState(EMPTY.seq, EMPTY.position, Map.copyOf(states));
    }

    /** The state by this fold; null when it would have to be folded first. */
    @SuppressWarnings("unchecked") // a state is only ever put in by its own fold
    <S> @Nullable S by(Fold<S, ?> fold) {
        return (S) states.get(fold);
    }

    /** The same, where nothing has happened yet, with one more fold to carry along. */
    StreamState with(Fold<?, ?> fold) {
        if (seq != EMPTY.seq || states.containsKey(fold)) {
            return this;
        }
        Map<Fold<?, ?>, Object> more = new HashMap<>(states);
        more.put(fold, fold.beginning());
        return new StreamState(seq, position, Map.copyOf(more));
    }

    StreamState after(Fact fact, long at) {
        Map<Fold<?, ?>, Object> next = new HashMap<>();
        states.forEach((fold, state) -> next.put(fold, step(fold, state, fact)));
        return new StreamState(seq + 1, at, Map.copyOf(next));
    }

    @SuppressWarnings("unchecked")
    private static <S> S step(Fold<S, ?> fold, Object state, Fact fact) {
        return fold.after((S) state, fact);
    }
}
