package io.annals.command.loyalty;

import io.annals.edge.refusal.RuleBroken;

/** The giver used the same id for another grant. */
final class GrantAlreadyMade extends RuleBroken {
    private static final long serialVersionUID = 1L;

    GrantAlreadyMade() {
        super("grant-already-made", "Goodwill of this id was given, of other points or to another customer.");
    }
}
