package io.annals.events.opportunity;

import io.annals.events.EventFamily;
import io.annals.events.Fact;

/** Declares {@link OpportunityEvent}. */
public final class OpportunityFamily implements EventFamily {
    @Override
    public String name() {
        return "opportunity";
    }

    @Override
    public Class<? extends Fact> type() {
        return OpportunityEvent.class;
    }
}
