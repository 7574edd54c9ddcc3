package io.annals.command.loyalty;

import io.annals.edge.refusal.RuleBroken;

/** The customer asked to be forgotten; nothing new is recorded of them. */
final class CustomerIsErased extends RuleBroken {
    private static final long serialVersionUID = 1L;

    CustomerIsErased() {
        super("customer-erased", "The customer has been erased.");
    }
}
