package io.annals.command.party;

import io.annals.command.decision.Fold;
import io.annals.events.CustomerId;
import io.annals.events.contact.Code;
import io.annals.events.party.DepartmentId;
import io.annals.events.party.MembershipId;
import io.annals.events.party.PartyEvent;
import io.annals.events.party.PartyEvent.DepartmentClosed;
import io.annals.events.party.PartyEvent.DepartmentFormed;
import io.annals.events.party.PartyEvent.DepartmentRenamed;
import io.annals.events.party.PartyEvent.GroupJoined;
import io.annals.events.party.PartyEvent.GroupLeft;
import io.annals.events.party.PartyEvent.PersonJoined;
import io.annals.events.party.PartyEvent.PersonLeft;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a decision must know of the stream {@code party-…} of one customer.
 *
 * @param departments open and closed ones
 * @param people of a group, now and before
 * @param groups in how many roles a person is in groups
 */
record PartyState(Map<DepartmentId, Department> departments, Map<MembershipId, Membership> people, int groups) {
    static final PartyState NONE = new PartyState(Map.of(), Map.of(), 0);
    static final Fold<PartyState, PartyEvent> FOLD = Fold.of(PartyEvent.class, NONE, PartyState::after);

    PartyState {
        departments = Map.copyOf(departments);
        people = Map.copyOf(people);
    }

    /** @param version how often it was changed since it was formed */
    record Department(String fingerprint, boolean open, long version) {
        private Department changed(boolean stillOpen) {
            return new Department(fingerprint, stillOpen, version + 1);
        }
    }

    /** @param since an ISO date; null where nobody knows */
    record Membership(
            CustomerId person,
            @Nullable Code role,
            @Nullable DepartmentId department,
            @Nullable String since,
            String fingerprint,
            boolean left) {
        private Membership ended() {
            return new Membership(person, role, department, since, fingerprint, true);
        }
    }

    boolean hasOpen(DepartmentId department) {
        Department known = departments.get(department);
        return known != null && known.open();
    }

    Stream<Department> openDepartments() {
        return departments.values().stream().filter(Department::open);
    }

    /** Who is in the group now, once for each role. */
    Stream<Membership> present() {
        return people.values().stream().filter(one -> !one.left());
    }

    PartyState after(PartyEvent event) {
        return switch (event) {
            case DepartmentFormed e -> department(e.department(), new Department(e.fingerprint(), true, 0));
            case DepartmentRenamed e -> changed(e.department(), true);
            case DepartmentClosed e -> changed(e.department(), false);
            case PersonJoined e ->
                people(
                        e.membership(),
                        new Membership(e.other(), e.role(), e.department(), e.since(), e.fingerprint(), false));
            case PersonLeft e -> {
                Membership known = people.get(e.membership());
                yield known == null ? this : people(e.membership(), known.ended());
            }
            case GroupJoined _ -> new PartyState(departments, people, groups + 1);
            case GroupLeft _ -> new PartyState(departments, people, groups - 1);
        };
    }

    private PartyState changed(DepartmentId id, boolean stillOpen) {
        Department known = departments.get(id);
        return known == null ? this : department(id, known.changed(stillOpen));
    }

    private PartyState department(DepartmentId id, Department one) {
        Map<DepartmentId, Department> other = new HashMap<>(departments);
        other.put(id, one);
        return new PartyState(other, people, groups);
    }

    private PartyState people(MembershipId id, Membership one) {
        Map<MembershipId, Membership> other = new HashMap<>(people);
        other.put(id, one);
        return new PartyState(departments, other, groups);
    }
}
