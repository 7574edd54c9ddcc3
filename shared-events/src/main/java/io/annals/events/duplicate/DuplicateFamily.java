package io.annals.events.duplicate;

import io.annals.events.EventFamily;
import io.annals.events.Fact;

/** Declares {@link DuplicateEvent}. */
public final class DuplicateFamily implements EventFamily {
    @Override
    public String name() {
        return "duplicate";
    }

    @Override
    public Class<? extends Fact> type() {
        return DuplicateEvent.class;
    }
}
