package io.annals.edge.refusal;

import java.util.Map;

/** A rule of the business forbids it as things stand. HTTP 409. */
public non-sealed class RuleBroken extends Refusal {
    private static final long serialVersionUID = 1L;

    public RuleBroken(String rule, String sentence, Map<String, ?> facts) {
        super(rule, sentence, facts);
    }

    public RuleBroken(String rule, String sentence) {
        this(rule, sentence, Map.of());
    }
}
