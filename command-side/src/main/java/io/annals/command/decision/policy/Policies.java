package io.annals.command.decision.policy;

import io.annals.events.Fact;
import java.util.List;
import java.util.Optional;

/**
 * The policies of one feature. They share a processor, so that they see each customer's facts in the order of the log.
 *
 * @param name of the processor, never to be changed: its place in the log is stored under it
 */
public record Policies(String name, List<Policy<?>> policies) {
    boolean concern(Class<?> fact) {
        return policies.stream().anyMatch(policy -> policy.concerns().isAssignableFrom(fact));
    }

    /** A policy's answer to a fact. */
    record Reaction(String policy, Object command) {}

    List<Reaction> reactions(Fact fact) {
        return policies.stream()
                .flatMap(policy -> reaction(policy, fact).stream())
                .toList();
    }

    private static <F extends Fact> Optional<Reaction> reaction(Policy<F> policy, Fact fact) {
        return policy.concerns().isInstance(fact)
                ? policy.reaction(policy.concerns().cast(fact)).map(command -> new Reaction(policy.name(), command))
                : Optional.empty();
    }
}
