package io.annals.command;

import io.annals.edge.refusal.RuleBroken;

/** The customer asked to be forgotten; nothing new is recorded of them. */
public final class CustomerIsErased extends RuleBroken {
    private static final long serialVersionUID = 1L;

    public CustomerIsErased() {
        super("customer-erased", "The customer has been erased.");
    }
}
