package io.annals.command.loyalty;

import io.annals.edge.refusal.RuleBroken;
import java.util.Map;

/** Only what is there is spent. */
final class NotEnoughPoints extends RuleBroken {
    private static final long serialVersionUID = 1L;

    NotEnoughPoints(long balance, long asked) {
        super("not-enough-points", "There are not enough points.", Map.of("balance", balance, "asked", asked));
    }
}
