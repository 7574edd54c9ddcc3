package io.annals.command.loyalty;

import io.annals.edge.refusal.RuleBroken;

/** A customer has one card. */
final class CardAlreadyIssued extends RuleBroken {
    private static final long serialVersionUID = 1L;

    CardAlreadyIssued() {
        super("card-already-issued", "The customer has another card already.");
    }
}
