package io.annals.command.customer;

import io.annals.command.decision.Reading.RecordedFact;
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
import io.annals.events.customer.CustomerEvent.IdentityConflictFound;
import io.annals.events.customer.CustomerEvent.IdentityReleased;
import io.annals.events.customer.CustomerEvent.RegionAssigned;
import io.annals.events.customer.CustomerEvent.RolesAssigned;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import io.annals.events.customer.PartyRole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What can be edited of a customer, as it stands, under the names of the client view: shown to whoever edited something
 * older. It is personal: made for one answer, and kept nowhere.
 *
 * @param version what the next edit names in If-Match
 */
record CustomerRecord(
        long version,
        @Nullable String name,
        Set<PartyRole> roles,
        Map<String, String> attributes,
        List<Consent> consents) {

    /** @param since when it was last given or withdrawn */
    record Consent(String channel, String purpose, boolean given, Instant since) {
        boolean concerns(Consent other) {
            return channel.equals(other.channel) && purpose.equals(other.purpose);
        }
    }

    static CustomerRecord of(List<RecordedFact> history) {
        CustomerRecord record = new CustomerRecord(-1, null, Set.of(), Map.of(), List.of());
        for (RecordedFact told : history) {
            record = record.after((CustomerEvent) told.fact());
        }
        return record;
    }

    private CustomerRecord after(CustomerEvent event) {
        long next = version + 1;
        return switch (event) {
            case CustomerRegistered e -> new CustomerRecord(next, text(e.name()), e.roles(), attributes, consents);
            case CustomerRenamed e -> new CustomerRecord(next, text(e.name()), roles, attributes, consents);
            case RolesAssigned e -> new CustomerRecord(next, name, e.roles(), attributes, consents);
            case AttributesCorrected e -> new CustomerRecord(next, name, roles, corrected(e), consents);
            case ConsentGiven e -> with(next, new Consent(e.channel(), e.purpose(), true, e.occurredAt()));
            case ConsentWithdrawn e -> with(next, new Consent(e.channel(), e.purpose(), false, e.occurredAt()));
            case CustomerErased _ -> new CustomerRecord(next, null, roles, Map.of(), consents);
            case IdentityAdded _,
                    IdentityConflictFound _,
                    IdentityClaimed _,
                    IdentityReleased _,
                    TeamAssigned _,
                    RegionAssigned _ -> new CustomerRecord(next, name, roles, attributes, consents);
        };
    }

    private CustomerRecord with(long next, Consent consent) {
        List<Consent> all = new ArrayList<>(
                consents.stream().filter(one -> !one.concerns(consent)).toList());
        all.add(consent);
        return new CustomerRecord(next, name, roles, attributes, List.copyOf(all));
    }

    private Map<String, String> corrected(AttributesCorrected e) {
        Map<String, String> corrected = new TreeMap<>(attributes);
        corrected.putAll(e.values().orElse(Map.of()));
        corrected.keySet().removeAll(e.removed());
        return corrected;
    }

    private static @Nullable String text(@Nullable Personal<String> personal) {
        return personal instanceof Personal.Known<String>(String value) ? value : null;
    }
}
