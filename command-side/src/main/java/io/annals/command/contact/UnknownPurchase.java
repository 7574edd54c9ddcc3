package io.annals.command.contact;

import io.annals.edge.refusal.Unknown;

/** A return names a purchase that nobody has told of. */
final class UnknownPurchase extends Unknown {
    private static final long serialVersionUID = 1L;

    UnknownPurchase() {
        super("unknown-purchase", "There is no such purchase.");
    }
}
