package io.annals.events.merge;

import io.annals.events.EventFamily;
import io.annals.events.Fact;

/** Declares {@link MergeEvent}. */
public final class MergeFamily implements EventFamily {
    @Override
    public String name() {
        return "merge";
    }

    @Override
    public Class<? extends Fact> type() {
        return MergeEvent.class;
    }
}
