package io.annals.command.contact;

import io.annals.command.Identity;
import io.annals.command.Owner;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.contact.Contact;
import io.annals.events.customer.CustomerEvent.CustomerRegistered;
import io.annals.events.customer.CustomerEvent.IdentityAdded;
import io.annals.events.customer.CustomerEvent.IdentityClaimed;
import io.annals.events.customer.CustomerEvent.IdentityConflictFound;
import io.annals.events.customer.IdentityKind;
import io.annals.events.customer.PartyKind;
import io.annals.events.customer.PartyRole;
import io.annals.events.merge.Cluster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whose a contact is: a stranger's, who becomes a customer by it, or a known customer's. */
sealed interface CustomerMatch {
    /** Nobody is known by anything that the contact names. */
    record Stranger() implements CustomerMatch {}

    /**
     * A known customer.
     *
     * @param added identities that this customer is known by from now on
     * @param clashes others who are known by weaker identities of the same contact, or by what counted as another identity by
     *     earlier rules, each with the strongest of those
     */
    record Of(CustomerId customer, List<Identity> added, Map<CustomerId, IdentityKind> clashes)
            implements CustomerMatch {}

    /**
     * The strongest identity decides: id, card, external id, e-mail, phone. What nobody is known by is added to the customer
     * only if the customer was found by something stronger that the company itself gave out (id, card, external id), and
     * if nothing clashed: an address or a number that anybody may type opens no door to somebody else's record.
     *
     * @param owners of each of the identities in {@code known}
     */
    static CustomerMatch find(KnownBy known, Map<Identity, Owner> owners) {
        CustomerId winner = known.id();
        @Nullable IdentityKind foundBy = null;
        Map<CustomerId, IdentityKind> clashes = new LinkedHashMap<>();
        List<Identity> nobodys = new ArrayList<>();
        for (Identity identity : known.identities()) {
            Owner of = owners.getOrDefault(identity, Owner.NOBODY);
            CustomerId owner = of.customer();
            if (owner == null) {
                nobodys.add(identity);
            } else if (winner == null) {
                winner = owner;
                foundBy = identity.kind();
            } else if (!owner.equals(winner)) {
                clashes.putIfAbsent(owner, identity.kind());
            }
            for (CustomerId other : of.others()) {
                if (!other.equals(winner)) {
                    clashes.putIfAbsent(other, identity.kind());
                }
            }
        }
        if (winner == null) {
            return new Stranger();
        }
        @Nullable IdentityKind strength = foundBy;
        List<Identity> added = clashes.isEmpty()
                ? nobodys.stream().filter(one -> vouchesFor(strength, one)).toList()
                : List.of();
        return new Of(winner, added, clashes);
    }

    /** The same where some of them are one with the customer: a contact that names them names one, and contradicts nothing. */
    default CustomerMatch where(Cluster one) {
        if (!(this instanceof Of(var customer, var added, var clashes))) {
            return this;
        }
        Map<CustomerId, IdentityKind> others = new LinkedHashMap<>(clashes);
        others.keySet().removeIf(one::has);
        return new Of(customer, added, others);
    }

    /** @param foundBy by what the customer was found; null for the id */
    private static boolean vouchesFor(@Nullable IdentityKind foundBy, Identity weaker) {
        return foundBy == null
                || (foundBy.compareTo(IdentityKind.EXTERNAL_ID) <= 0
                        && weaker.kind().compareTo(foundBy) > 0);
    }

    /** The customer; {@code told} names the one to register for a stranger. */
    default CustomerId customer(Contact told) {
        return switch (this) {
            case Stranger _ -> told.customer();
            case Of of -> of.customer();
        };
    }

    /** What must be told besides the contact itself. */
    default List<Fact> facts(KnownBy known, Contact told) {
        List<Fact> facts = new ArrayList<>();
        switch (this) {
            case Stranger _ -> {
                facts.add(new CustomerRegistered(
                        told.customer(),
                        PartyKind.PERSON,
                        Set.of(PartyRole.CUSTOMER),
                        known.name() == null ? null : Personal.of(known.name()),
                        told.id(),
                        told.occurredAt()));
                known.identities().forEach(one -> addTo(facts, told.customer(), one, told));
            }
            case Of(var customer, var added, var clashes) -> {
                added.forEach(one -> addTo(facts, customer, one, told));
                clashes.forEach((other, kind) -> {
                    facts.add(new IdentityConflictFound(customer, other, true, kind, told.id(), told.occurredAt()));
                    facts.add(new IdentityConflictFound(other, customer, false, kind, told.id(), told.occurredAt()));
                });
            }
        }
        return facts;
    }

    private static void addTo(List<Fact> facts, CustomerId customer, Identity one, Contact told) {
        facts.add(new IdentityAdded(customer, one.kind(), Personal.of(one.value()), one.key(), told.occurredAt()));
        facts.add(new IdentityClaimed(customer, one.kind(), one.key(), told.occurredAt()));
    }
}
