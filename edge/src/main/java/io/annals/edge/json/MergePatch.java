package io.annals.edge.json;

import io.annals.edge.refusal.BadInput;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The body of a {@code PATCH}: a JSON merge patch (RFC 7396), in which null takes away. */
public final class MergePatch {
    private MergePatch() {}

    /**
     * Reads one.
     *
     * @param lasting the members that can be changed and not be taken away
     * @throws BadInput when it is no object, or takes away what lasts
     */
    public static <F> F read(JsonMapper json, JsonNode patch, Class<F> form, String... lasting) {
        if (!patch.isObject()) {
            throw new BadInput("", "must be a JSON object");
        }
        for (String member : lasting) {
            if (patch.path(member).isNull()) {
                throw new BadInput(member, "can be changed and not be taken away");
            }
        }
        return json.treeToValue(patch, form);
    }
}
