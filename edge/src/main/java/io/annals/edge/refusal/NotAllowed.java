package io.annals.edge.refusal;

import java.util.Map;

/** The actor may not, or not yet. HTTP 403. */
public non-sealed class NotAllowed extends Refusal {
    private static final long serialVersionUID = 1L;

    public NotAllowed(String sentence) {
        this("role-may-not", sentence);
    }

    /** @param rule its public name, where a caller can do something about it */
    protected NotAllowed(String rule, String sentence) {
        super(rule, sentence, Map.of());
    }
}
