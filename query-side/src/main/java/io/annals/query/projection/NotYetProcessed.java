package io.annals.query.projection;

import io.annals.edge.refusal.RuleBroken;
import java.util.Map;

/** The caller asked for a view that has seen a position, and it has not in the time that a caller waits. */
public final class NotYetProcessed extends RuleBroken {
    private static final long serialVersionUID = 1L;

    /** @param position where it stands */
    public NotYetProcessed(long position, long asked) {
        super(
                "not-yet-processed",
                "Position " + asked + " has not been processed yet; it stands at " + position + ".",
                Map.of("position", position, "asked", asked));
    }
}
