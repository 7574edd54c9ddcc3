package io.annals.edge.refusal;

import java.util.Map;

/** A value that cannot be what it says it is. HTTP 422, with the field named. */
public non-sealed class BadInput extends Refusal {
    private static final long serialVersionUID = 1L;

    private final String field;
    private final String reason;

    /**
     * @param field the path of the field as the caller wrote it, such as {@code content.lines[0].quantity}; empty for the
     *     whole input
     * @param reason goes on after the field's name: "must be more than zero". It does not repeat the value
     */
    public BadInput(String field, String reason) {
        super("bad-input", (field.isEmpty() ? "The input" : field) + " " + reason + ".", Map.of());
        this.field = field;
        this.reason = reason;
    }

    public final String field() {
        return field;
    }

    public final String reason() {
        return reason;
    }

    /** The same, told of a field further inside: {@code outer.field}. */
    public BadInput within(String outer) {
        String path = field.isEmpty() || field.startsWith("[") ? outer + field : outer + "." + field;
        return new BadInput(path, reason);
    }
}
