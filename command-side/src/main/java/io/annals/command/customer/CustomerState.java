package io.annals.command.customer;

import io.annals.command.CustomerIsErased;
import io.annals.command.decision.UnknownCustomer;
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
import io.annals.events.customer.IdentityKind;
import io.annals.events.customer.PartyRole;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a decision must know of a customer's own stream. */
sealed interface CustomerState {
    record Unknown() implements CustomerState {}

    /**
     * A customer of whom things are known.
     *
     * @param attributes their names; the values are personal
     * @param team that looks after the customer, or null
     * @param region that the customer belongs to, or null
     */
    record Registered(
            Set<PartyRole> roles,
            Set<Key> identities,
            Set<Consent> consents,
            Set<String> attributes,
            @Nullable String team,
            @Nullable String region)
            implements CustomerState {
        Registered with(CustomerEvent event) {
            return switch (event) {
                case RolesAssigned assigned ->
                    new Registered(assigned.roles(), identities, consents, attributes, team, region);
                case IdentityAdded added ->
                    new Registered(
                            roles,
                            plus(identities, new Key(added.kind(), added.key())),
                            consents,
                            attributes,
                            team,
                            region);
                case ConsentGiven given ->
                    new Registered(
                            roles,
                            identities,
                            plus(consents, new Consent(given.channel(), given.purpose())),
                            attributes,
                            team,
                            region);
                case ConsentWithdrawn withdrawn ->
                    new Registered(
                            roles,
                            identities,
                            minus(consents, new Consent(withdrawn.channel(), withdrawn.purpose())),
                            attributes,
                            team,
                            region);
                case AttributesCorrected corrected -> {
                    Set<String> names = new HashSet<>(attributes);
                    corrected.removed().forEach(names::remove);
                    names.addAll(corrected.values().map(java.util.Map::keySet).orElse(Set.of()));
                    yield new Registered(roles, identities, consents, Set.copyOf(names), team, region);
                }
                case TeamAssigned to -> new Registered(roles, identities, consents, attributes, to.team(), region);
                case RegionAssigned to -> new Registered(roles, identities, consents, attributes, team, to.region());
                case CustomerRegistered _,
                        CustomerRenamed _,
                        IdentityConflictFound _,
                        CustomerErased _,
                        IdentityClaimed _,
                        IdentityReleased _ -> this;
            };
        }
    }

    record Erased() implements CustomerState {}

    /**
     * Something by which the customer is known.
     *
     * @param key keyed hash of kind and value
     */
    record Key(IdentityKind kind, String key) {}

    record Consent(String channel, String purpose) {}

    default CustomerState after(CustomerEvent event) {
        return switch (event) {
            case CustomerRegistered registered ->
                new Registered(registered.roles(), Set.of(), Set.of(), Set.of(), null, null);
            case CustomerErased _ -> new Erased();
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
                    IdentityReleased _ -> this instanceof Registered known ? known.with(event) : this;
        };
    }

    /**
     * What is known, of a customer of whom something may still be recorded.
     *
     * @throws UnknownCustomer when nobody has this id
     * @throws CustomerIsErased when the customer asked to be forgotten
     */
    default Registered registered() {
        return switch (this) {
            case Unknown _ -> throw new UnknownCustomer();
            case Erased _ -> throw new CustomerIsErased();
            case Registered known -> known;
        };
    }

    private static <T> Set<T> plus(Set<T> set, T one) {
        Set<T> more = new HashSet<>(set);
        more.add(one);
        return Set.copyOf(more);
    }

    private static <T> Set<T> minus(Set<T> set, T one) {
        Set<T> fewer = new HashSet<>(set);
        fewer.remove(one);
        return Set.copyOf(fewer);
    }
}
