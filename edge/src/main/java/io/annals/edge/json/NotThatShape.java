package io.annals.edge.json;

import io.annals.edge.refusal.BadInput;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;

/** A value of another shape than was asked for; Jackson adds the path as it unwinds. */
final class NotThatShape extends DatabindException {
    private static final long serialVersionUID = 1L;

    private NotThatShape(JsonParser json, BadInput cause) {
        super(json, cause.sentence(), cause);
    }

    static NotThatShape of(JsonParser json, String reason) {
        return new NotThatShape(json, new BadInput("", reason));
    }
}
