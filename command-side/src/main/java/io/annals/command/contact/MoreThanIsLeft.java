package io.annals.command.contact;

import io.annals.edge.refusal.RuleBroken;
import java.math.BigDecimal;
import java.util.Map;

/** Of each line no more goes back than is left of it. */
final class MoreThanIsLeft extends RuleBroken {
    private static final long serialVersionUID = 1L;

    MoreThanIsLeft(String line, BigDecimal left, BigDecimal asked) {
        super(
                "more-than-is-left",
                "No more goes back than is left of a line.",
                Map.of("line", line, "left", left, "asked", asked));
    }
}
