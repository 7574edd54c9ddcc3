package io.annals.query.timeline;

import io.annals.query.visibility.FactSights;
import io.annals.query.visibility.RecordSight;
import io.annals.query.visibility.Sight;
import io.annals.query.visibility.Visibility;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What goes out of an entry: its content as the components of its fact tell, and nothing of one whose fact is hidden as a whole. */
public final class EntrySight implements Sight {
    private static final String CONTENT = "content";

    private final Sight around = RecordSight.of(TimelineEntry.class);

    @Override
    public Optional<JsonNode> seen(JsonNode whole, Visibility visibility) {
        String type = whole.path("type").asString("");
        if (visibility.seesAllFields() || !FactSights.shows(type, visibility)) {
            return visibility.seesAllFields() ? Optional.of(whole) : Optional.empty();
        }
        ObjectNode seen = (ObjectNode) around.seen(whole, visibility).orElseThrow();
        seen.set(
                CONTENT,
                ToldFamilies.ALL
                        .content(type)
                        .flatMap(content -> content.seen(whole.path(CONTENT), visibility))
                        .orElseGet(JsonNodeFactory.instance::objectNode));
        return Optional.of(seen);
    }
}
