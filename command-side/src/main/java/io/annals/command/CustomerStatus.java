package io.annals.command;

import io.annals.command.decision.Fold;
import io.annals.events.customer.CustomerEvent;
import io.annals.events.customer.CustomerEvent.AttributesCorrected;
import io.annals.events.customer.CustomerEvent.ConsentGiven;
import io.annals.events.customer.CustomerEvent.ConsentWithdrawn;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.customer.CustomerEvent.CustomerRegistered;
import io.annals.events.customer.CustomerEvent.CustomerRenamed;
import io.annals.events.customer.CustomerEvent.IdentityAdded;
import io.annals.events.customer.CustomerEvent.IdentityClaimed;
import io.annals.events.customer.CustomerEvent.IdentityConflictFound;
import io.annals.events.customer.CustomerEvent.IdentityReleased;
import io.annals.events.customer.CustomerEvent.RegionAssigned;
import io.annals.events.customer.CustomerEvent.RolesAssigned;
import io.annals.events.customer.CustomerEvent.TeamAssigned;

/** What a decision must know of a customer's own stream. */
public enum CustomerStatus {
    UNKNOWN,
    REGISTERED,
    ERASED;

    public static final Fold<CustomerStatus, CustomerEvent> FOLD =
            Fold.of(CustomerEvent.class, UNKNOWN, CustomerStatus::after);

    public CustomerStatus after(CustomerEvent event) {
        return switch (event) {
            case CustomerRegistered _ -> REGISTERED;
            case CustomerErased _ -> ERASED;
            case CustomerRenamed _,
                    RolesAssigned _,
                    TeamAssigned _,
                    RegionAssigned _,
                    IdentityAdded _,
                    AttributesCorrected _,
                    ConsentGiven _,
                    ConsentWithdrawn _,
                    IdentityConflictFound _,
                    IdentityClaimed _,
                    IdentityReleased _ -> this;
        };
    }
}
