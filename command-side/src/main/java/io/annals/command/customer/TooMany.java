package io.annals.command.customer;

import io.annals.edge.refusal.RuleBroken;
import java.util.Map;

/** A customer's record does not grow without bound. */
final class TooMany extends RuleBroken {
    private static final long serialVersionUID = 1L;

    TooMany(String what, int most) {
        super("too-many-" + what, "A customer has at most " + most + " " + what + ".", Map.of("most", most));
    }
}
