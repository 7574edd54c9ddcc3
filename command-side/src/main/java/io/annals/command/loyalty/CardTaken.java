package io.annals.command.loyalty;

import io.annals.edge.refusal.RuleBroken;

/** A card belongs to one customer. */
final class CardTaken extends RuleBroken {
    private static final long serialVersionUID = 1L;

    CardTaken() {
        super("identity-taken", "Another customer has this card.");
    }
}
