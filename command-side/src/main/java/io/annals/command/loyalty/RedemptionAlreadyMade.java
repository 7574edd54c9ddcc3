package io.annals.command.loyalty;

import io.annals.edge.refusal.RuleBroken;

/** The till used the same id for another redemption. */
final class RedemptionAlreadyMade extends RuleBroken {
    private static final long serialVersionUID = 1L;

    RedemptionAlreadyMade() {
        super("redemption-already-made", "A redemption of this id was made, of other points or by another customer.");
    }
}
