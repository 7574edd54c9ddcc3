package io.annals.events.definition;

import io.annals.events.EventFamily;
import io.annals.events.Fact;

/** Declares {@link DefinitionEvent}. */
public final class DefinitionFamily implements EventFamily {
    @Override
    public String name() {
        return "definition";
    }

    @Override
    public Class<? extends Fact> type() {
        return DefinitionEvent.class;
    }
}
