package io.annals.events.customer;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.Personal;
import io.annals.events.PublicName;
import io.annals.events.TellsOf;
import io.annals.events.contact.ContactId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The families of the streams {@code customer-…} and {@code identity-…}. */
public sealed interface CustomerEvent extends Fact {
    @Override
    CustomerId customer();

    @Override
    default String stream() {
        return switch (this) {
            case IdentityClaimed claimed -> claimed.kind().stream(claimed.key());
            case IdentityReleased released -> released.kind().stream(released.key());
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
                    CustomerErased _ -> customer().stream();
        };
    }

    /**
     * A customer is known from now on.
     *
     * @param name the full name, where it is known
     * @param by the contact through which an unknown customer came, or null when registered by hand
     */
    @PublicName("customer.CustomerRegistered")
    record CustomerRegistered(
            CustomerId customer,
            PartyKind party,
            Set<PartyRole> roles,
            @TellsOf(Field.NAME) @Nullable Personal<String> name,
            @Nullable ContactId by,
            Instant occurredAt)
            implements CustomerEvent {}

    @PublicName("customer.CustomerRenamed")
    record CustomerRenamed(
            CustomerId customer, @TellsOf(Field.NAME) Personal<String> name, Instant occurredAt)
            implements CustomerEvent {}

    /** The roles that the party has from now on. */
    @PublicName("customer.RolesAssigned")
    record RolesAssigned(CustomerId customer, Set<PartyRole> roles, Instant occurredAt) implements CustomerEvent {}

    /**
     * The team that looks after the customer from now on, and whose members with that scope see them.
     *
     * @param team null when none does any more
     */
    @TellsOf(Field.BELONGING)
    @PublicName("customer.TeamAssigned")
    record TeamAssigned(
            CustomerId customer,
            @TellsOf(Field.BELONGING) @Nullable String team,
            Instant occurredAt) implements CustomerEvent {}

    /**
     * The region that the customer belongs to from now on.
     *
     * @param region null when to none any more
     */
    @TellsOf(Field.BELONGING)
    @PublicName("customer.RegionAssigned")
    record RegionAssigned(
            CustomerId customer,
            @TellsOf(Field.BELONGING) @Nullable String region,
            Instant occurredAt) implements CustomerEvent {}

    /**
     * The customer is also known by this.
     *
     * @param value in normal form: an address in lower case, a phone number in E.164
     * @param key keyed hash of kind and value; names the stream {@code identity-<kind>-<key>}
     */
    @PublicName("customer.IdentityAdded")
    record IdentityAdded(
            CustomerId customer,
            @Open IdentityKind kind,
            @TellsOf(Field.IDENTITIES) Personal<String> value,
            @TellsOf(Field.IDENTITIES) String key,
            Instant occurredAt)
            implements CustomerEvent {}

    /**
     * Attributes were told or corrected: sex, birth date, income band and the like.
     *
     * @param values the new values by attribute name
     * @param removed names of the attributes that no longer hold
     */
    @PublicName("customer.AttributesCorrected")
    record AttributesCorrected(
            CustomerId customer,
            @TellsOf(Field.ATTRIBUTES) Personal<Map<String, String>> values,
            @TellsOf(Field.ATTRIBUTES) List<String> removed,
            Instant occurredAt)
            implements CustomerEvent {}

    /** The customer agreed to be reached on this channel for this purpose. */
    @PublicName("customer.ConsentGiven")
    record ConsentGiven(
            CustomerId customer, @Open String channel, @Open String purpose, Instant occurredAt)
            implements CustomerEvent {}

    @PublicName("customer.ConsentWithdrawn")
    record ConsentWithdrawn(
            CustomerId customer, @Open String channel, @Open String purpose, Instant occurredAt)
            implements CustomerEvent {}

    /**
     * A contact named two customers. It went to the one with the stronger identity; nothing was merged. Told of both.
     *
     * @param other the other of the two
     * @param winner whether this customer got the contact
     */
    @TellsOf(Field.NOTES)
    @PublicName("customer.IdentityConflictFound")
    record IdentityConflictFound(
            CustomerId customer,
            CustomerId other,
            @Open boolean winner,
            @Open IdentityKind kind,
            ContactId contact,
            Instant occurredAt)
            implements CustomerEvent {}

    /** The customer asked to be forgotten: from here on nothing personal of them can be read. */
    @PublicName("customer.CustomerErased")
    record CustomerErased(CustomerId customer, Instant occurredAt) implements CustomerEvent {}

    /** In a stream {@code identity-…}: it belongs to this customer. */
    @PublicName("customer.IdentityClaimed")
    record IdentityClaimed(
            CustomerId customer,
            @Open IdentityKind kind,
            @TellsOf(Field.IDENTITIES) String key,
            Instant occurredAt) implements CustomerEvent {}

    /** In a stream {@code identity-…}: it belongs to nobody again, and may be claimed anew. */
    @PublicName("customer.IdentityReleased")
    record IdentityReleased(
            CustomerId customer,
            @Open IdentityKind kind,
            @TellsOf(Field.IDENTITIES) String key,
            Instant occurredAt) implements CustomerEvent {}
}
