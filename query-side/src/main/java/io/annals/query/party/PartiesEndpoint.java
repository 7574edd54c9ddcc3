package io.annals.query.party;

import io.annals.edge.Actor;
import io.annals.edge.Positions;
import io.annals.events.CustomerId;
import io.annals.events.Open;
import io.annals.events.contact.CodedText;
import io.annals.events.party.PartyEvent;
import io.annals.query.party.Parties.Department;
import io.annals.query.party.Parties.Membership;
import io.annals.query.projection.History;
import io.annals.query.projection.History.Moment;
import io.annals.query.visibility.Belongings;
import io.annals.query.visibility.Visibility;
import jakarta.annotation.security.RolesAllowed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who is in a group, and in which groups somebody is. */
@RestController
class PartiesEndpoint {
    private final History history;
    private final Belongings belongings;

    PartiesEndpoint(History history, Belongings belongings) {
        this.history = history;
        this.belongings = belongings;
    }

    /**
     * @param customer under whose id they are shown
     * @param departments that are open
     * @param people of a group, now and before: those whom the caller sees
     * @param groups of a person, now and before: those that the caller sees
     * @param asOf the position of history that was asked for; absent in the live view
     */
    record OfCustomer(
            CustomerId customer,
            @Open List<Department> departments,
            @Open List<Membership> people,
            @Open List<Membership> groups,
            @Open long position,
            @Open @Nullable Long asOf) {}

    /** Customers who are one have all of theirs together, and one who was merged into another is that other. */
    @GetMapping("/customers/{id}/parties")
    @RolesAllowed({"AGENT", "SUPERVISOR", "SALES", "TECHNICIAN", "MANAGER", "AUDITOR", "SERVICE", "ADMINISTRATOR"})
    ResponseEntity<OfCustomer> parties(
            @PathVariable CustomerId id,
            @RequestParam(required = false) @Nullable Long atLeast,
            @RequestParam(required = false) @Nullable String asOf,
            @AuthenticationPrincipal Actor actor) {
        Moment moment = asOf == null ? null : history.moment(asOf);
        Reading reading = new Reading(actor, moment == null ? history.head(atLeast) : moment.position());
        List<String> members = history.members(id.toString(), reading.upTo);
        Visibility.showsTogether(members);
        Parties all = Parties.together(
                members.stream().map(CustomerId::of).map(reading::parties).toList());
        OfCustomer shape = new OfCustomer(
                CustomerId.of(members.getFirst()),
                all.departments(),
                reading.people(all.people()),
                reading.groups(all.groups()),
                reading.upTo,
                moment == null ? null : reading.upTo);
        return ResponseEntity.ok().eTag(Positions.etag(reading.upTo)).body(shape);
    }

    /** One answer: all at one position, each stream read once. */
    private final class Reading {
        private final Actor actor;
        private final long upTo;
        private final Map<CustomerId, Parties> read = new HashMap<>();

        Reading(Actor actor, long upTo) {
            this.actor = actor;
            this.upTo = upTo;
        }

        Parties parties(CustomerId customer) {
            return read.computeIfAbsent(
                    customer,
                    one -> Parties.of(history.stream(PartyEvent.streamOf(one)).stream()
                            .filter(where -> where.position() <= upTo)
                            .map(where -> (PartyEvent) history.fact(where))
                            .toList()));
        }

        List<Membership> people(List<Membership> told) {
            return told.stream()
                    .filter(one -> sees(one.person()))
                    .map(one -> one.of(one.group(), shown(one.person()), role(one)))
                    .toList();
        }

        List<Membership> groups(List<Membership> told) {
            return told.stream()
                    .filter(one -> sees(one.group()))
                    .map(one -> one.of(shown(one.group()), one.person(), one.role()))
                    .toList();
        }

        private boolean sees(CustomerId other) {
            return belongings.reaches(actor.scope(), other.toString());
        }

        private CustomerId shown(CustomerId other) {
            return CustomerId.of(history.members(other.toString(), upTo).getFirst());
        }

        /** Words stand with the person alone. */
        private @Nullable CodedText role(Membership of) {
            return of.role() != null
                    ? of.role()
                    : parties(of.person()).groups().stream()
                            .filter(one -> one.id().equals(of.id()))
                            .map(Membership::role)
                            .findFirst()
                            .orElse(null);
        }
    }
}
