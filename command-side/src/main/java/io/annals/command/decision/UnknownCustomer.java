package io.annals.command.decision;

import io.annals.edge.refusal.Unknown;

/** No customer has this id. */
public final class UnknownCustomer extends Unknown {
    private static final long serialVersionUID = 1L;

    public UnknownCustomer() {
        super("unknown-customer", "There is no such customer.");
    }
}
