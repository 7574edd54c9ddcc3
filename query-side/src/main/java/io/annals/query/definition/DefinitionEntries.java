package io.annals.query.definition;

import io.annals.events.definition.DefinitionEvent;
import io.annals.query.timeline.TimelineEntries;
import java.util.Map;
import java.util.Optional;

/** Definitions are about nobody, so no timeline tells of them. */
public final class DefinitionEntries implements TimelineEntries<DefinitionEvent> {
    @Override
    public Class<DefinitionEvent> family() {
        return DefinitionEvent.class;
    }

    @Override
    public Map<Class<? extends DefinitionEvent>, String> kinds() {
        return Map.of();
    }

    @Override
    public Optional<Told> of(DefinitionEvent fact) {
        return Optional.empty();
    }
}
