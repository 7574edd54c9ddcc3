package io.annals.events.party;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.Personal;
import io.annals.events.PublicName;
import io.annals.events.TellsOf;
import io.annals.events.contact.Code;
import io.annals.events.contact.CodedText;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The family of the streams {@code party-<customer>}. A group is an organisation or a household. */
@TellsOf(Field.NOTES)
public sealed interface PartyEvent extends Fact {
    @Override
    CustomerId customer();

    @Override
    default String stream() {
        return streamOf(customer());
    }

    /** The stream that says which departments and people a customer has, and in which groups a customer is. */
    static String streamOf(CustomerId customer) {
        return "party-" + Objects.requireNonNull(customer);
    }

    /** What is told of an organisation's department. */
    sealed interface OfDepartment extends PartyEvent {
        DepartmentId department();
    }

    /** What is told of somebody's being in a group: in one commit to the group and to the person. */
    sealed interface OfMembership extends PartyEvent {
        MembershipId membership();

        /** The other of the two. */
        CustomerId other();
    }

    /** @param fingerprint keyed hash of all that was told of it: the same id with another fingerprint is a conflict */
    @PublicName("party.DepartmentFormed")
    record DepartmentFormed(
            CustomerId customer,
            DepartmentId department,
            @TellsOf(Field.ATTRIBUTES) Personal<String> name,
            @Open String fingerprint,
            Instant occurredAt)
            implements OfDepartment {}

    @PublicName("party.DepartmentRenamed")
    record DepartmentRenamed(
            CustomerId customer,
            DepartmentId department,
            @TellsOf(Field.ATTRIBUTES) Personal<String> name,
            Instant occurredAt)
            implements OfDepartment {}

    /** Nobody was in it any more. */
    @PublicName("party.DepartmentClosed")
    record DepartmentClosed(CustomerId customer, DepartmentId department, Instant occurredAt) implements OfDepartment {}

    /**
     * Told of a group: somebody is in it.
     *
     * @param other the person
     * @param role null where no code tells it; the words stand with the person
     * @param department null where it is none in particular
     * @param since an ISO date; null where nobody knows
     * @param fingerprint keyed hash of all that was told of it: the same id with another fingerprint is a conflict
     */
    @PublicName("party.PersonJoined")
    record PersonJoined(
            CustomerId customer,
            CustomerId other,
            MembershipId membership,
            @TellsOf(Field.ATTRIBUTES) @Nullable Code role,
            @Nullable DepartmentId department,
            @TellsOf(Field.ATTRIBUTES) @Nullable String since,
            @Open String fingerprint,
            Instant occurredAt)
            implements OfMembership {}

    /**
     * Told of a group: somebody is in it in this role no more.
     *
     * @param other the person
     * @param until an ISO date
     */
    @PublicName("party.PersonLeft")
    record PersonLeft(
            CustomerId customer,
            CustomerId other,
            MembershipId membership,
            @TellsOf(Field.ATTRIBUTES) String until,
            Instant occurredAt)
            implements OfMembership {}

    /**
     * Told of a person: is in a group.
     *
     * @param other the group
     * @param department null where it is none in particular
     * @param since an ISO date; null where nobody knows
     */
    @PublicName("party.GroupJoined")
    record GroupJoined(
            CustomerId customer,
            CustomerId other,
            MembershipId membership,
            @TellsOf(Field.ATTRIBUTES) CodedText role,
            @Nullable DepartmentId department,
            @TellsOf(Field.ATTRIBUTES) @Nullable String since,
            Instant occurredAt)
            implements OfMembership {}

    /**
     * Told of a person: is in a group in this role no more.
     *
     * @param other the group
     * @param until an ISO date
     */
    @PublicName("party.GroupLeft")
    record GroupLeft(
            CustomerId customer,
            CustomerId other,
            MembershipId membership,
            @TellsOf(Field.ATTRIBUTES) String until,
            Instant occurredAt)
            implements OfMembership {}
}
