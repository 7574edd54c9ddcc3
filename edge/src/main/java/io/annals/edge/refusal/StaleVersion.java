package io.annals.edge.refusal;

import java.util.Map;

/** Somebody else has edited it since it was read. HTTP 412. */
public non-sealed class StaleVersion extends Refusal {
    private static final long serialVersionUID = 1L;

    /**
     * @param seen the version that the caller's edit was based on
     * @param current the version as it stands
     */
    public StaleVersion(long seen, long current) {
        super(
                "stale-version",
                "It has been edited since: the edit was based on version " + seen + ", it is at " + current + " now.",
                Map.of("seen", seen, "current", current));
    }
}
