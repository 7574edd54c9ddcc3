package io.annals.events.customer;

import io.annals.events.EventFamily;
import io.annals.events.Fact;

/** Declares {@link CustomerEvent}. */
public final class CustomerFamily implements EventFamily {
    @Override
    public String name() {
        return "customer";
    }

    @Override
    public Class<? extends Fact> type() {
        return CustomerEvent.class;
    }
}
