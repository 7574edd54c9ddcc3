package io.annals.command.contact;

import io.annals.edge.refusal.RuleBroken;

/** A return names a contact that is something else. */
final class NotAPurchase extends RuleBroken {
    private static final long serialVersionUID = 1L;

    NotAPurchase() {
        super("not-a-purchase", "The contact that it names is not a purchase.");
    }
}
