package io.annals.command.duplicate;

import io.annals.command.CustomerIsErased;
import io.annals.command.CustomerStatus;
import io.annals.command.decision.UnknownCustomer;
import io.annals.command.duplicate.DuplicateCommand.Distinguish;
import io.annals.command.duplicate.DuplicateCommand.WithdrawDistinction;
import io.annals.events.duplicate.DuplicateEvent;
import io.annals.events.duplicate.DuplicateEvent.CustomersDistinguished;
import io.annals.events.duplicate.DuplicateEvent.DistinctionWithdrawn;
import io.annals.events.merge.Cluster;
import java.util.List;

/** Decides whether two are said not to be the same. Pure. An empty list: it is so already. */
final class DuplicateDecider {
    private DuplicateDecider() {}

    /** @param cluster of the customer: whoever is one with the other is parted first */
    static List<DuplicateEvent> decide(
            Distinguish c, DuplicateState state, CustomerStatus customer, CustomerStatus other, Cluster cluster) {
        refuseUnlessRegistered(customer);
        refuseUnlessRegistered(other);
        if (cluster.has(c.other())) {
            throw new AreMerged();
        }
        return state.distinguishedFrom().contains(c.other())
                ? List.of()
                : List.of(
                        new CustomersDistinguished(c.customer(), c.other(), c.at()),
                        new CustomersDistinguished(c.other(), c.customer(), c.at()));
    }

    /** Also of those who have been erased since. */
    static List<DuplicateEvent> decide(WithdrawDistinction c, DuplicateState state) {
        return state.distinguishedFrom().contains(c.other())
                ? List.of(
                        new DistinctionWithdrawn(c.customer(), c.other(), c.at()),
                        new DistinctionWithdrawn(c.other(), c.customer(), c.at()))
                : List.of();
    }

    private static void refuseUnlessRegistered(CustomerStatus standing) {
        switch (standing) {
            case UNKNOWN -> throw new UnknownCustomer();
            case ERASED -> throw new CustomerIsErased();
            case REGISTERED -> {}
        }
    }
}
