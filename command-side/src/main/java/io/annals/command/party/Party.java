package io.annals.command.party;

import io.annals.command.CustomerIsErased;
import io.annals.command.CustomerStatus;
import io.annals.command.decision.Fold;
import io.annals.command.decision.UnknownCustomer;
import io.annals.events.customer.CustomerEvent;
import io.annals.events.customer.CustomerEvent.CustomerRegistered;
import io.annals.events.customer.PartyKind;
import org.jspecify.annotations.Nullable;

/**
 * What a decision must know of a customer's own stream.
 *
 * @param kind null before they are registered
 */
record Party(CustomerStatus status, @Nullable PartyKind kind) {
    static final Fold<Party, CustomerEvent> FOLD =
            Fold.of(CustomerEvent.class, new Party(CustomerStatus.UNKNOWN, null), Party::after);

    Party after(CustomerEvent event) {
        return new Party(status.after(event), event instanceof CustomerRegistered e ? e.party() : kind);
    }

    boolean isGroup() {
        return kind == PartyKind.ORGANISATION || kind == PartyKind.HOUSEHOLD;
    }

    void refuseUnlessRegistered() {
        switch (status) {
            case UNKNOWN -> throw new UnknownCustomer();
            case ERASED -> throw new CustomerIsErased();
            case REGISTERED -> {}
        }
    }
}
