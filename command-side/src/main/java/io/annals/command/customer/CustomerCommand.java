package io.annals.command.customer;

import io.annals.command.Identity;
import io.annals.edge.IfMatch;
import io.annals.events.CustomerId;
import io.annals.events.customer.PartyKind;
import io.annals.events.customer.PartyRole;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What may be asked about a customer. {@code at} is the moment of asking, milliseconds. */
sealed interface CustomerCommand {
    CustomerId customer();

    Instant at();

    record RegisterCustomer(
            CustomerId customer,
            PartyKind party,
            @Nullable String name,
            Set<PartyRole> roles,
            List<Identity> identities,
            Map<String, String> attributes,
            Instant at)
            implements CustomerCommand {
        @Override
        public String toString() {
            return "RegisterCustomer[" + customer + "]"; // the rest is personal
        }
    }

    /**
     * Corrects what is known of a customer.
     *
     * @param version of the customer's stream that this edit is based on
     * @param name the new name, or null to leave it
     * @param roles the new roles, or null to leave them
     * @param attributes new values by name
     * @param removed names of attributes that no longer hold
     */
    record CorrectCustomer(
            CustomerId customer,
            IfMatch version,
            @Nullable String name,
            @Nullable Set<PartyRole> roles,
            Map<String, String> attributes,
            Set<String> removed,
            Instant at)
            implements CustomerCommand {
        @Override
        public String toString() {
            return "CorrectCustomer[" + customer + "]"; // the rest is personal
        }
    }

    record AddIdentity(CustomerId customer, Identity identity, Instant at) implements CustomerCommand {}

    /** @param version of the customer's stream that this is based on */
    record GiveConsent(CustomerId customer, IfMatch version, String channel, String purpose, Instant at)
            implements CustomerCommand {}

    /** @param version as in {@link GiveConsent} */
    record WithdrawConsent(CustomerId customer, IfMatch version, String channel, String purpose, Instant at)
            implements CustomerCommand {}

    /** @param team null when no team looks after the customer any more */
    record AssignTeam(CustomerId customer, @Nullable String team, Instant at) implements CustomerCommand {}

    /** @param region null when the customer belongs to none any more */
    record AssignRegion(CustomerId customer, @Nullable String region, Instant at) implements CustomerCommand {}

    record EraseCustomer(CustomerId customer, Instant at) implements CustomerCommand {}

    /** Follows on {@link EraseCustomer}, for the key and the customer's own way in: records nothing, and may be asked any number of times. */
    record DestroyKey(CustomerId customer, Instant at) implements CustomerCommand {}
}
