package io.annals.command.customer;

import io.annals.command.Identity;
import io.annals.command.Owner;
import io.annals.command.customer.CustomerCommand.AddIdentity;
import io.annals.command.customer.CustomerCommand.AssignRegion;
import io.annals.command.customer.CustomerCommand.AssignTeam;
import io.annals.command.customer.CustomerCommand.CorrectCustomer;
import io.annals.command.customer.CustomerCommand.EraseCustomer;
import io.annals.command.customer.CustomerCommand.GiveConsent;
import io.annals.command.customer.CustomerCommand.RegisterCustomer;
import io.annals.command.customer.CustomerCommand.WithdrawConsent;
import io.annals.command.customer.CustomerState.Consent;
import io.annals.command.customer.CustomerState.Registered;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.customer.CustomerEvent;
import io.annals.events.customer.CustomerEvent.AttributesCorrected;
import io.annals.events.customer.CustomerEvent.ConsentGiven;
import io.annals.events.customer.CustomerEvent.ConsentWithdrawn;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.customer.CustomerEvent.CustomerRegistered;
import io.annals.events.customer.CustomerEvent.CustomerRenamed;
import io.annals.events.customer.CustomerEvent.IdentityAdded;
import io.annals.events.customer.CustomerEvent.IdentityClaimed;
import io.annals.events.customer.CustomerEvent.IdentityReleased;
import io.annals.events.customer.CustomerEvent.RegionAssigned;
import io.annals.events.customer.CustomerEvent.RolesAssigned;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Decides about customers. Pure. An empty list: it is so already. */
final class CustomerDecider {
    static final int MOST_IDENTITIES = 100;
    static final int MOST_ATTRIBUTES = 100;

    private CustomerDecider() {}

    /** @param owners of the identities that are given */
    static List<CustomerEvent> decide(RegisterCustomer c, Map<Identity, Owner> owners) {
        List<CustomerEvent> facts = new ArrayList<>();
        facts.add(new CustomerRegistered(
                c.customer(), c.party(), c.roles(), c.name() == null ? null : Personal.of(c.name()), null, c.at()));
        if (!c.attributes().isEmpty()) {
            facts.add(new AttributesCorrected(c.customer(), Personal.of(c.attributes()), List.of(), c.at()));
        }
        for (Identity identity : c.identities()) {
            refuseIfTaken(identity, owners.getOrDefault(identity, Owner.NOBODY));
            claim(facts, c.customer(), identity, c.at());
        }
        return facts;
    }

    /** @param version at which the customer's stream is */
    static List<CustomerEvent> decide(CorrectCustomer c, CustomerState state, long version) {
        Registered known = state.registered();
        c.version().refuseUnless(version);
        List<CustomerEvent> facts = new ArrayList<>();
        if (c.name() != null) {
            facts.add(new CustomerRenamed(c.customer(), Personal.of(c.name()), c.at()));
        }
        if (c.roles() != null && !c.roles().equals(known.roles())) {
            facts.add(new RolesAssigned(c.customer(), c.roles(), c.at()));
        }
        List<String> removed = c.removed().stream()
                .filter(known.attributes()::contains)
                .sorted()
                .toList();
        if (!c.attributes().isEmpty() || !removed.isEmpty()) {
            refuseIfTooMany(known.attributes(), c.attributes().keySet(), removed);
            facts.add(new AttributesCorrected(c.customer(), Personal.of(c.attributes()), removed, c.at()));
        }
        return facts;
    }

    static List<CustomerEvent> decide(AddIdentity c, CustomerState state, Owner owner) {
        Registered known = state.registered();
        if (c.customer().equals(owner.customer())) {
            return List.of();
        }
        refuseIfTaken(c.identity(), owner);
        if (known.identities().size() >= MOST_IDENTITIES) {
            throw new TooMany("identities", MOST_IDENTITIES);
        }
        List<CustomerEvent> facts = new ArrayList<>();
        claim(facts, c.customer(), c.identity(), c.at());
        return facts;
    }

    /** What is so already is never stale: a request that is sent again finds its own doing. */
    static List<CustomerEvent> decide(GiveConsent c, CustomerState state, long version) {
        if (state.registered().consents().contains(new Consent(c.channel(), c.purpose()))) {
            return List.of();
        }
        c.version().refuseUnless(version);
        return List.of(new ConsentGiven(c.customer(), c.channel(), c.purpose(), c.at()));
    }

    /** As for {@link GiveConsent}. */
    static List<CustomerEvent> decide(WithdrawConsent c, CustomerState state, long version) {
        if (!state.registered().consents().contains(new Consent(c.channel(), c.purpose()))) {
            return List.of();
        }
        c.version().refuseUnless(version);
        return List.of(new ConsentWithdrawn(c.customer(), c.channel(), c.purpose(), c.at()));
    }

    static List<CustomerEvent> decide(AssignTeam c, CustomerState state) {
        return Objects.equals(state.registered().team(), c.team())
                ? List.of()
                : List.of(new TeamAssigned(c.customer(), c.team(), c.at()));
    }

    static List<CustomerEvent> decide(AssignRegion c, CustomerState state) {
        return Objects.equals(state.registered().region(), c.region())
                ? List.of()
                : List.of(new RegionAssigned(c.customer(), c.region(), c.at()));
    }

    /**
     * Whatever the customer was known by belongs to nobody again, in the same commit. Who is one with others is one person: all
     * of them are forgotten.
     *
     * @param members the customer, and whoever is one with them
     */
    static List<CustomerEvent> decide(EraseCustomer c, Map<CustomerId, CustomerState> members) {
        List<CustomerEvent> facts = new ArrayList<>();
        members.forEach((member, state) -> {
            if (!(state instanceof CustomerState.Erased)) {
                facts.add(new CustomerErased(member, c.at()));
                for (CustomerState.Key key : state.registered().identities()) {
                    facts.add(new IdentityReleased(member, key.kind(), key.key(), c.at()));
                }
            }
        });
        return facts;
    }

    private static void claim(List<CustomerEvent> facts, CustomerId customer, Identity identity, Instant at) {
        facts.add(new IdentityAdded(customer, identity.kind(), Personal.of(identity.value()), identity.key(), at));
        facts.add(new IdentityClaimed(customer, identity.kind(), identity.key(), at));
    }

    private static void refuseIfTaken(Identity identity, Owner owner) {
        if (owner.customer() != null) {
            throw new IdentityTaken(identity.kind());
        }
    }

    private static void refuseIfTooMany(Set<String> before, Set<String> told, List<String> removed) {
        Set<String> after = new HashSet<>(before);
        removed.forEach(after::remove);
        after.addAll(told);
        if (after.size() > MOST_ATTRIBUTES) {
            throw new TooMany("attributes", MOST_ATTRIBUTES);
        }
    }
}
