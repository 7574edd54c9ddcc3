package io.annals.events.loyalty;

import io.annals.events.EventFamily;
import io.annals.events.Fact;

/** Declares {@link LoyaltyEvent}. */
public final class LoyaltyFamily implements EventFamily {
    @Override
    public String name() {
        return "loyalty";
    }

    @Override
    public Class<? extends Fact> type() {
        return LoyaltyEvent.class;
    }
}
