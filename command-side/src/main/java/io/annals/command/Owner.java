package io.annals.command;

import io.annals.command.decision.Fold;
import io.annals.command.decision.Reading;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * To whom the thing belongs that a stream {@code identity-…} is about: to one customer, or to nobody.
 *
 * @param others who claimed the same by rules that took it for another thing; suspected to be the same customer
 */
public record Owner(@Nullable CustomerId customer, List<CustomerId> others) {
    public static final Owner NOBODY = new Owner(null);
    public static final Fold<Owner, CustomerEvent> FOLD = Fold.of(CustomerEvent.class, NOBODY, Owner::after);

    public Owner(@Nullable CustomerId customer) {
        this(customer, List.of());
    }

    /** Whoever claimed it, by the present rules or, failing that, by earlier ones. */
    public static Owner of(Identity identity, Reading reading) {
        Set<CustomerId> all = new LinkedHashSet<>();
        for (String stream : identity.streams()) {
            CustomerId customer = reading.state(FOLD, stream).customer();
            if (customer != null) {
                all.add(customer);
            }
        }
        List<CustomerId> inOrder = List.copyOf(all);
        return inOrder.isEmpty() ? NOBODY : new Owner(inOrder.getFirst(), inOrder.subList(1, inOrder.size()));
    }

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
