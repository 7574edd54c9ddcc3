package io.annals.events.definition;

import java.util.Map;

/** What a definition lays down, as its feature reads it: a record. */
public interface DefinitionContent {
    /** What no schema can say of it, as JSON pointer and reason ("must be unique"); none where it is as it should be. */
    default Map<String, String> defects() {
        return Map.of();
    }
}
