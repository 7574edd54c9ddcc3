package io.annals.command.merge;

import io.annals.command.decision.policy.Policy;
import io.annals.command.merge.MergeCommand.MergeByRule;
import io.annals.command.merge.MergeCommand.MergeCustomers;
import io.annals.events.customer.CustomerEvent.IdentityConflictFound;
import io.annals.events.customer.IdentityKind;
import java.util.Optional;

/**
 * A contact that names two customers by what the company itself has given out, a card and a number of its own, says that they
 * are one: nobody else has both. An address or a telephone, which anybody may type, says nothing of the kind.
 */
record WhenIdentitiesMeetThenMerge() implements Policy<IdentityConflictFound> {
    /** As facts name it. */
    static final String RULE = "identities-given-out";

    @Override
    public Class<IdentityConflictFound> concerns() {
        return IdentityConflictFound.class;
    }

    /** Told of both, it follows once: who got the contact was named by something stronger still. */
    @Override
    public Optional<Object> reaction(IdentityConflictFound found) {
        boolean givenOut = found.kind().compareTo(IdentityKind.EXTERNAL_ID) <= 0;
        return found.winner() && givenOut
                ? Optional.of(new MergeByRule(
                        new MergeCustomers(found.customer(), found.other(), null, RULE, null, found.occurredAt())))
                : Optional.empty();
    }
}
