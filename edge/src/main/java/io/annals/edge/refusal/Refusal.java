package io.annals.edge.refusal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something was asked for and refused. The caller's doing, never a fault of ours: it has no stack trace and is not logged.
 *
 * <p>A rule of a feature is a subclass of the fitting kind, named after the rule: {@code NotEnoughPoints extends RuleBroken}.
 */
public abstract sealed class Refusal extends RuntimeException
        permits BadInput, NotAllowed, RuleBroken, StaleVersion, TooMany, Unknown, VersionMissing {
    private static final long serialVersionUID = 1L;

    private final String rule;

    @SuppressWarnings("serial") // an unmodifiable copy of plain values
    private final Map<String, Object> facts;

    /**
     * @param rule the rule's public name in kebab-case, such as {@code not-enough-points}
     * @param sentence what a person may be told; nothing personal in it
     * @param facts the numbers that the rule was about, by name: plain values only
     */
    protected Refusal(String rule, String sentence, Map<String, ?> facts) {
        super(sentence, null, false, false);
        this.rule = rule;
        this.facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    public final String rule() {
        return rule;
    }

    /** What a person may be told. */
    public final String sentence() {
        return String.valueOf(getMessage());
    }

    public final Map<String, Object> facts() {
        return facts;
    }
}
