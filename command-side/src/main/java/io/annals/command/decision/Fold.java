package io.annals.command.decision;

import io.annals.events.Fact;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * How the facts of a stream become the state that a decision looks at. One constant a kind of state.
 *
 * <p>States must be immutable and must not hold personal values: they stay in memory for as long as there is room, and
 * some are stored.
 */
public final class Fold<S, F extends Fact> {
    private final Class<F> family;
    private final S beginning;
    private final BiFunction<? super S, ? super F, ? extends S> evolve;
    private final @Nullable Stored<S> stored;

    private Fold(
            Class<F> family,
            S beginning,
            BiFunction<? super S, ? super F, ? extends S> evolve,
            @Nullable Stored<S> stored) {
        this.family = family;
        this.beginning = beginning;
        this.evolve = evolve;
        this.stored = stored;
    }

    /** A state of streams that stay short: it is folded from the first fact on. */
    public static <S, F extends Fact> Fold<S, F> of(
            Class<F> family, S beginning, BiFunction<? super S, ? super F, ? extends S> evolve) {
        return new Fold<>(family, beginning, evolve, null);
    }

    /**
     * The same for streams that grow for ever: now and then the state is stored, and read instead of what it has seen.
     *
     * @param type public name of the state's shape, never to be given to another shape
     * @param rev its revision: with another one, what is stored is passed over
     */
    public Fold<S, F> stored(String type, int rev, Class<S> shape) {
        return new Fold<>(family, beginning, evolve, new Stored<>(type, rev, shape));
    }

    S beginning() {
        return beginning;
    }

    S after(S state, Fact fact) {
        return evolve.apply(state, family.cast(fact));
    }

    Optional<Stored<S>> stored() {
        return Optional.ofNullable(stored);
    }

    record Stored<S>(String type, int rev, Class<S> shape) {}
}
