package io.annals.command.customer;

import io.annals.edge.refusal.RuleBroken;
import io.annals.events.customer.IdentityKind;
import java.util.Locale;
import java.util.Map;

/** An address, a number or a card belongs to one customer. */
final class IdentityTaken extends RuleBroken {
    private static final long serialVersionUID = 1L;

    IdentityTaken(IdentityKind kind) {
        super(
                "identity-taken",
                "Another customer is known by it.",
                Map.of("kind", kind.name().toLowerCase(Locale.ROOT)));
    }
}
