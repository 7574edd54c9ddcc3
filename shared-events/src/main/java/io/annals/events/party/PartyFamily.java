package io.annals.events.party;

import io.annals.events.EventFamily;
import io.annals.events.Fact;

/** Declares {@link PartyEvent}. */
public final class PartyFamily implements EventFamily {
    @Override
    public String name() {
        return "party";
    }

    @Override
    public Class<? extends Fact> type() {
        return PartyEvent.class;
    }
}
