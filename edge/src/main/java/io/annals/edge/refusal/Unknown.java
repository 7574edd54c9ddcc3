package io.annals.edge.refusal;

import java.util.Map;

/** What was named is not known here. HTTP 404. */
public non-sealed class Unknown extends Refusal {
    private static final long serialVersionUID = 1L;

    public Unknown(String rule, String sentence, Map<String, ?> facts) {
        super(rule, sentence, facts);
    }

    public Unknown(String rule, String sentence) {
        this(rule, sentence, Map.of());
    }
}
