package io.annals.command.party;

import io.annals.command.party.PartyCommand.CloseDepartment;
import io.annals.command.party.PartyCommand.FormDepartment;
import io.annals.command.party.PartyCommand.Join;
import io.annals.command.party.PartyCommand.Leave;
import io.annals.command.party.PartyCommand.RenameDepartment;
import io.annals.command.party.PartyRefusal.AlreadyInRole;
import io.annals.command.party.PartyRefusal.DepartmentAlreadyFormed;
import io.annals.command.party.PartyRefusal.DepartmentHasPeople;
import io.annals.command.party.PartyRefusal.DepartmentIsClosed;
import io.annals.command.party.PartyRefusal.HouseholdHasHead;
import io.annals.command.party.PartyRefusal.MembershipAlreadyUsed;
import io.annals.command.party.PartyRefusal.NotAGroup;
import io.annals.command.party.PartyRefusal.NotAnOrganisation;
import io.annals.command.party.PartyRefusal.TooManyInGroup;
import io.annals.command.party.PartyRefusal.UnknownDepartment;
import io.annals.command.party.PartyRefusal.UnknownMembership;
import io.annals.command.party.PartyState.Department;
import io.annals.command.party.PartyState.Membership;
import io.annals.edge.refusal.BadInput;
import io.annals.events.Personal;
import io.annals.events.customer.PartyKind;
import io.annals.events.party.DepartmentId;
import io.annals.events.party.GroupRoles;
import io.annals.events.party.PartyEvent;
import io.annals.events.party.PartyEvent.DepartmentClosed;
import io.annals.events.party.PartyEvent.DepartmentFormed;
import io.annals.events.party.PartyEvent.DepartmentRenamed;
import io.annals.events.party.PartyEvent.GroupJoined;
import io.annals.events.party.PartyEvent.GroupLeft;
import io.annals.events.party.PartyEvent.PersonJoined;
import io.annals.events.party.PartyEvent.PersonLeft;
import java.util.List;
import java.util.Objects;

/** Decides who is in a group, and which departments an organisation has. Pure. An empty list: it is so already. */
final class PartyDecider {
    /** Open ones of one organisation. */
    static final int MOST_DEPARTMENTS = 200;

    /** In one group at a time, once for each role: whoever shows a group shows all of them. */
    static final int MOST_PEOPLE = 500;

    /** That one person has in groups at a time. */
    static final int MOST_ROLES = 50;

    private PartyDecider() {}

    /** A customer, as a decision sees them. */
    record Side(Party party, PartyState state) {}

    static List<PartyEvent> decide(FormDepartment c, Side group) {
        Department known = group.state().departments().get(c.department());
        if (known != null) {
            if (!known.fingerprint().equals(c.fingerprint())) {
                throw new DepartmentAlreadyFormed();
            }
            return List.of();
        }
        refuseUnlessOrganisation(group.party());
        if (group.state().openDepartments().count() >= MOST_DEPARTMENTS) {
            throw new TooManyInGroup("departments", MOST_DEPARTMENTS);
        }
        return List.of(new DepartmentFormed(c.group(), c.department(), Personal.of(c.name()), c.fingerprint(), c.at()));
    }

    static List<PartyEvent> decide(RenameDepartment c, Side group) {
        refuseUnlessOrganisation(group.party());
        Department known = known(c.department(), group.state());
        c.version().refuseUnless(known.version());
        if (!known.open()) {
            throw new DepartmentIsClosed();
        }
        return List.of(new DepartmentRenamed(c.group(), c.department(), Personal.of(c.name()), c.at()));
    }

    static List<PartyEvent> decide(CloseDepartment c, Side group) {
        refuseUnlessOrganisation(group.party());
        Department known = known(c.department(), group.state());
        if (!known.open()) {
            return List.of();
        }
        c.version().refuseUnless(known.version());
        long people = group.state()
                .present()
                .filter(one -> c.department().equals(one.department()))
                .count();
        if (people > 0) {
            throw new DepartmentHasPeople(people);
        }
        return List.of(new DepartmentClosed(c.group(), c.department(), c.at()));
    }

    static List<PartyEvent> decide(Join c, Side group, Side person) {
        Membership known = group.state().people().get(c.membership());
        if (known != null) {
            if (!known.fingerprint().equals(c.fingerprint())) {
                throw new MembershipAlreadyUsed();
            }
            return List.of();
        }
        group.party().refuseUnlessRegistered();
        person.party().refuseUnlessRegistered();
        if (!group.party().isGroup()) {
            throw new NotAGroup();
        }
        if (person.party().isGroup()) {
            throw new BadInput("person", "must be a person");
        }
        if (c.department() != null && !group.state().hasOpen(c.department())) {
            throw new BadInput("department", "must be an open one of the organisation's");
        }
        refuseIfTaken(c, group);
        refuseIfTooMany(group, person);
        return List.of(
                new PersonJoined(
                        c.group(),
                        c.person(),
                        c.membership(),
                        c.role().code(),
                        c.department(),
                        c.since(),
                        c.fingerprint(),
                        c.at()),
                new GroupJoined(c.person(), c.group(), c.membership(), c.role(), c.department(), c.since(), c.at()));
    }

    /** Also of those who have been erased since: that they are gone says nothing of them. */
    static List<PartyEvent> decide(Leave c, Side group) {
        if (!group.party().isGroup()) {
            throw new NotAGroup();
        }
        Membership known = group.state().people().get(c.membership());
        if (known == null) {
            throw new UnknownMembership();
        }
        if (known.left()) {
            return List.of();
        }
        if (known.since() != null && c.until().compareTo(known.since()) < 0) {
            throw new BadInput("until", "must not be before the day of joining");
        }
        return List.of(
                new PersonLeft(c.group(), known.person(), c.membership(), c.until(), c.at()),
                new GroupLeft(known.person(), c.group(), c.membership(), c.until(), c.at()));
    }

    private static void refuseUnlessOrganisation(Party party) {
        party.refuseUnlessRegistered();
        if (party.kind() != PartyKind.ORGANISATION) {
            throw new NotAnOrganisation();
        }
    }

    /** Roles in words are not compared: nobody can say which words mean the same. */
    private static void refuseIfTaken(Join c, Side group) {
        if (c.role().code() == null) {
            return;
        }
        List<Membership> same = group.state()
                .present()
                .filter(one -> c.role().code().equals(one.role()))
                .toList();
        if (same.stream().anyMatch(one -> one.person().equals(c.person()) && sameDepartment(one, c))) {
            throw new AlreadyInRole();
        }
        if (group.party().kind() == PartyKind.HOUSEHOLD && c.role().code().equals(GroupRoles.HEAD) && !same.isEmpty()) {
            throw new HouseholdHasHead();
        }
    }

    private static boolean sameDepartment(Membership one, Join c) {
        return Objects.equals(one.department(), c.department());
    }

    private static void refuseIfTooMany(Side group, Side person) {
        if (group.state().present().count() >= MOST_PEOPLE) {
            throw new TooManyInGroup("people", MOST_PEOPLE);
        }
        if (person.state().groups() >= MOST_ROLES) {
            throw new TooManyInGroup("roles", MOST_ROLES);
        }
    }

    private static Department known(DepartmentId id, PartyState state) {
        Department known = state.departments().get(id);
        if (known == null) {
            throw new UnknownDepartment();
        }
        return known;
    }
}
