package io.annals.command;

import io.annals.command.decision.Fold;
import io.annals.events.CustomerId;
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
import org.jspecify.annotations.Nullable;

/** To whom the thing belongs that a stream {@code identity-…} is about: to one customer, or to nobody. */
public record Owner(@Nullable CustomerId customer) {
    public static final Owner NOBODY = new Owner(null);
    public static final Fold<Owner, CustomerEvent> FOLD = Fold.of(CustomerEvent.class, NOBODY, Owner::after);

    public Owner after(CustomerEvent event) {
        return switch (event) {
            case IdentityClaimed claimed -> new Owner(claimed.customer());
            case IdentityReleased _ -> NOBODY;
            case CustomerRegistered _,
                    CustomerRenamed _,
                    RolesAssigned _,
                    TeamAssigned _,
                    RegionAssigned _,
                    IdentityAdded _,
                    AttributesCorrected _,
                    ConsentGiven _,
                    ConsentWithdrawn _,
                    IdentityConflictFound _,
                    CustomerErased _ -> this;
        };
    }
}
