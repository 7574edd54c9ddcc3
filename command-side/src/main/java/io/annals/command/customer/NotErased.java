package io.annals.command.customer;

import io.annals.edge.refusal.RuleBroken;

/** A key is destroyed on a recorded erasure only. */
final class NotErased extends RuleBroken {
    private static final long serialVersionUID = 1L;

    NotErased() {
        super("not-erased", "The customer has not been erased.");
    }
}
