package io.annals.command.party;

import io.annals.edge.refusal.RuleBroken;
import io.annals.edge.refusal.Unknown;
import java.util.Map;

/** Why something about a group is not done. */
sealed interface PartyRefusal {
    /** Only organisations have departments. */
    final class NotAnOrganisation extends RuleBroken implements PartyRefusal {
        private static final long serialVersionUID = 1L;

        NotAnOrganisation() {
            super("not-an-organisation", "Only an organisation has departments.");
        }
    }

    /** People are in organisations and households. */
    final class NotAGroup extends RuleBroken implements PartyRefusal {
        private static final long serialVersionUID = 1L;

        NotAGroup() {
            super("not-a-group", "People can be in organisations and households alone.");
        }
    }

    final class UnknownDepartment extends Unknown implements PartyRefusal {
        private static final long serialVersionUID = 1L;

        UnknownDepartment() {
            super("unknown-department", "There is no such department.");
        }
    }

    /** The same id was used for another department. */
    final class DepartmentAlreadyFormed extends RuleBroken implements PartyRefusal {
        private static final long serialVersionUID = 1L;

        DepartmentAlreadyFormed() {
            super("department-already-formed", "A department of this id was formed, under another name.");
        }
    }

    final class DepartmentIsClosed extends RuleBroken implements PartyRefusal {
        private static final long serialVersionUID = 1L;

        DepartmentIsClosed() {
            super("department-is-closed", "The department has been closed.");
        }
    }

    final class DepartmentHasPeople extends RuleBroken implements PartyRefusal {
        private static final long serialVersionUID = 1L;

        DepartmentHasPeople(long people) {
            super("department-has-people", "There are still people in the department.", Map.of("people", people));
        }
    }

    final class UnknownMembership extends Unknown implements PartyRefusal {
        private static final long serialVersionUID = 1L;

        UnknownMembership() {
            super("unknown-membership", "Nobody is or was in it by this id.");
        }
    }

    /** The same id was used for somebody else, or for another role. */
    final class MembershipAlreadyUsed extends RuleBroken implements PartyRefusal {
        private static final long serialVersionUID = 1L;

        MembershipAlreadyUsed() {
            super("membership-already-used", "Somebody joined by this id, or in another role.");
        }
    }

    final class AlreadyInRole extends RuleBroken implements PartyRefusal {
        private static final long serialVersionUID = 1L;

        AlreadyInRole() {
            super("already-in-role", "The person has this role there already.");
        }
    }

    final class HouseholdHasHead extends RuleBroken implements PartyRefusal {
        private static final long serialVersionUID = 1L;

        HouseholdHasHead() {
            super("household-has-head", "The household has a head already.");
        }
    }

    /** @see PartyDecider for how many there may be */
    final class TooManyInGroup extends RuleBroken implements PartyRefusal {
        private static final long serialVersionUID = 1L;

        TooManyInGroup(String what, int most) {
            super(
                    "too-many-in-group",
                    "There are as many as there can be at a time.",
                    Map.of("what", what, "most", most));
        }
    }
}
