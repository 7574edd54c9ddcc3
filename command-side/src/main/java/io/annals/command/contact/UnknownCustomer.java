package io.annals.command.contact;

import io.annals.edge.refusal.Unknown;

/** No customer has this id. */
final class UnknownCustomer extends Unknown {
    private static final long serialVersionUID = 1L;

    UnknownCustomer() {
        super("unknown-customer", "There is no such customer.");
    }
}
