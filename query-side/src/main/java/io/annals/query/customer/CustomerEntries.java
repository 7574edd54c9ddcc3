package io.annals.query.customer;

import io.annals.events.Field;
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
import io.annals.events.customer.PartyRole;
import io.annals.query.timeline.TimelineEntries;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes known of a customer. To whom an identity belongs is told in its own stream only. */
public final class CustomerEntries implements TimelineEntries<CustomerEvent> {
    private static final Map<Class<? extends CustomerEvent>, String> KINDS = Map.ofEntries(
            Map.entry(CustomerRegistered.class, "registered"),
            Map.entry(CustomerRenamed.class, "renamed"),
            Map.entry(RolesAssigned.class, "roles-assigned"),
            Map.entry(TeamAssigned.class, "team-assigned"),
            Map.entry(RegionAssigned.class, "region-assigned"),
            Map.entry(IdentityAdded.class, "identity-added"),
            Map.entry(AttributesCorrected.class, "attributes-corrected"),
            Map.entry(ConsentGiven.class, "consent-given"),
            Map.entry(ConsentWithdrawn.class, "consent-withdrawn"),
            Map.entry(IdentityConflictFound.class, "identity-conflict"),
            Map.entry(CustomerErased.class, "erased"));

    @Override
    public Class<CustomerEvent> family() {
        return CustomerEvent.class;
    }

    @Override
    public Map<Class<? extends CustomerEvent>, String> kinds() {
        return KINDS;
    }

    @Override
    public Optional<Told> of(CustomerEvent fact) {
        return Optional.ofNullable(told(fact));
    }

    @Override
    public Map<String, Field> more() {
        return Map.of("identity", Field.IDENTITIES);
    }

    private static @Nullable Told told(CustomerEvent fact) {
        return switch (fact) {
            case CustomerRegistered e ->
                Told.of("party", e.party(), "roles", sorted(e.roles()), "name", e.name())
                        .by(e.by());
            case CustomerRenamed e -> Told.of("name", e.name());
            case RolesAssigned e -> Told.of("roles", sorted(e.roles()));
            case TeamAssigned e -> Told.of("team", e.team());
            case RegionAssigned e -> Told.of("region", e.region());
            case IdentityAdded e -> Told.of("identity", e.kind(), "value", e.value());
            case AttributesCorrected e -> Told.of("values", e.values(), "removed", e.removed());
            case ConsentGiven e -> Told.of("channel", e.channel(), "purpose", e.purpose());
            case ConsentWithdrawn e -> Told.of("channel", e.channel(), "purpose", e.purpose());
            case IdentityConflictFound e ->
                Told.of("other", e.other().toString(), "winner", e.winner(), "identity", e.kind())
                        .by(e.contact());
            case CustomerErased _ -> Told.of();
            case IdentityClaimed _, IdentityReleased _ -> null;
        };
    }

    private static List<PartyRole> sorted(Collection<PartyRole> roles) {
        return roles.stream().sorted().toList();
    }
}
