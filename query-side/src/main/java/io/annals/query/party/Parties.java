package io.annals.query.party;

import io.annals.events.CustomerId;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.Personal;
import io.annals.events.TellsOf;
import io.annals.events.contact.Code;
import io.annals.events.contact.CodedText;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What one customer has of departments and people, and in which groups a customer is, by the facts of that customer's stream
 * {@code party-…} alone. A fold like any other: pure.
 *
 * @param departments that are open, in the order in which they were formed
 * @param people of a group, now and before, in the order in which they joined
 * @param groups of a person, now and before, likewise
 */
record Parties(List<Department> departments, List<Membership> people, List<Membership> groups) {
    static final Parties NONE = new Parties(List.of(), List.of(), List.of());

    /**
     * A department.
     *
     * @param organisation in whose stream it stands, which an edit names
     * @param version what an edit names in If-Match
     */
    record Department(
            DepartmentId id,
            CustomerId organisation,
            @TellsOf(Field.ATTRIBUTES) Personal<String> name,
            @Open long version) {}

    /**
     * One role of a person in a group.
     *
     * @param group in whose stream it stands, which an edit names
     * @param role null where only words tell it, and these are not read
     * @param since an ISO date; null where nobody knows
     * @param until an ISO date; null as long as it holds
     */
    record Membership(
            MembershipId id,
            CustomerId group,
            CustomerId person,
            @TellsOf(Field.ATTRIBUTES) @Nullable CodedText role,
            @Nullable DepartmentId department,
            @TellsOf(Field.ATTRIBUTES) @Nullable String since,
            @TellsOf(Field.ATTRIBUTES) @Nullable String until) {
        Membership ended(String day) {
            return new Membership(id, group, person, role, department, since, day);
        }

        Membership of(CustomerId otherGroup, CustomerId otherPerson, @Nullable CodedText words) {
            return new Membership(id, otherGroup, otherPerson, words, department, since, until);
        }
    }

    static Parties of(Iterable<? extends PartyEvent> told) {
        Parties parties = NONE;
        for (PartyEvent event : told) {
            parties = parties.after(event);
        }
        return parties;
    }

    Parties after(PartyEvent event) {
        return switch (event) {
            case DepartmentFormed e ->
                new Parties(
                        plus(departments, new Department(e.department(), e.customer(), e.name(), 0)), people, groups);
            case DepartmentRenamed e ->
                new Parties(
                        changed(
                                departments,
                                one -> one.id().equals(e.department()),
                                one -> new Department(one.id(), one.organisation(), e.name(), one.version() + 1)),
                        people,
                        groups);
            case DepartmentClosed e ->
                new Parties(
                        departments.stream()
                                .filter(one -> !one.id().equals(e.department()))
                                .toList(),
                        people,
                        groups);
            case PersonJoined e ->
                new Parties(
                        departments,
                        plus(
                                people,
                                new Membership(
                                        e.membership(),
                                        e.customer(),
                                        e.other(),
                                        coded(e.role()),
                                        e.department(),
                                        e.since(),
                                        null)),
                        groups);
            case GroupJoined e ->
                new Parties(
                        departments,
                        people,
                        plus(
                                groups,
                                new Membership(
                                        e.membership(),
                                        e.other(),
                                        e.customer(),
                                        e.role(),
                                        e.department(),
                                        e.since(),
                                        null)));
            case PersonLeft e -> new Parties(departments, ended(people, e.membership(), e.until()), groups);
            case GroupLeft e -> new Parties(departments, people, ended(groups, e.membership(), e.until()));
        };
    }

    /** What several have together who are one, in their order. */
    static Parties together(List<Parties> several) {
        return new Parties(
                several.stream().flatMap(one -> one.departments().stream()).toList(),
                several.stream().flatMap(one -> one.people().stream()).toList(),
                several.stream().flatMap(one -> one.groups().stream()).toList());
    }

    private static @Nullable CodedText coded(@Nullable Code role) {
        return role == null ? null : CodedText.of(role);
    }

    private static List<Membership> ended(List<Membership> all, MembershipId id, String day) {
        return changed(all, one -> one.id().equals(id), one -> one.ended(day));
    }

    private static <T> List<T> plus(List<T> list, T one) {
        List<T> longer = new ArrayList<>(list);
        longer.add(one);
        return List.copyOf(longer);
    }

    private static <T> List<T> changed(List<T> list, Predicate<T> which, UnaryOperator<T> change) {
        return list.stream()
                .map(one -> which.test(one) ? change.apply(one) : one)
                .toList();
    }
}
