package io.annals.edge.refusal;

import java.util.Map;

/** The actor's role does not reach so far. HTTP 403. */
public non-sealed class NotAllowed extends Refusal {
    private static final long serialVersionUID = 1L;

    public NotAllowed(String sentence) {
        super("role-may-not", sentence, Map.of());
    }
}
