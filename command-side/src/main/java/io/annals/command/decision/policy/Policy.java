package io.annals.command.decision.policy;

import io.annals.events.Fact;
import java.util.Optional;

/**
 * What follows from a kind of fact: at most one command. Pure, and the same answer every time. Named
 * {@code When…Then…}: that is the actor in the log.
 */
public interface Policy<F extends Fact> {
    /** The facts that it reacts to. */
    Class<F> concerns();

    /** A command of the feature's own; empty when nothing follows. */
    Optional<Object> reaction(F fact);

    default String name() {
        return getClass().getSimpleName();
    }
}
