package io.annals.command.party;

import io.annals.edge.IfMatch;
import io.annals.events.CustomerId;
import io.annals.events.contact.CodedText;
import io.annals.events.party.DepartmentId;
import io.annals.events.party.MembershipId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What may be asked about a group, an organisation or a household. {@code at} is the moment of asking, milliseconds. */
sealed interface PartyCommand {
    CustomerId group();

    Instant at();

    /** What is asked about a department. */
    sealed interface OfDepartment extends PartyCommand {
        DepartmentId department();
    }

    /** @param fingerprint keyed hash of all that is told */
    record FormDepartment(CustomerId group, DepartmentId department, String name, String fingerprint, Instant at)
            implements OfDepartment {}

    /** @param version of the department, on which this edit is based */
    record RenameDepartment(CustomerId group, DepartmentId department, IfMatch version, String name, Instant at)
            implements OfDepartment {}

    /** @param version of the department, on which this edit is based */
    record CloseDepartment(CustomerId group, DepartmentId department, IfMatch version, Instant at)
            implements OfDepartment {}

    /**
     * Puts somebody into a group.
     *
     * @param department null for none in particular
     * @param since an ISO date; null where nobody knows
     * @param fingerprint keyed hash of all that is told
     */
    record Join(
            CustomerId group,
            CustomerId person,
            MembershipId membership,
            CodedText role,
            @Nullable DepartmentId department,
            @Nullable String since,
            String fingerprint,
            Instant at)
            implements PartyCommand {}

    /** @param until an ISO date */
    record Leave(CustomerId group, MembershipId membership, String until, Instant at) implements PartyCommand {}
}
