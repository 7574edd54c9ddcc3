package io.annals.command.duplicate;

import io.annals.command.decision.Fold;
import io.annals.events.CustomerId;
import io.annals.events.duplicate.DuplicateEvent;
import io.annals.events.duplicate.DuplicateEvent.CustomersDistinguished;
import io.annals.events.duplicate.DuplicateEvent.DistinctionWithdrawn;
import java.util.HashSet;
import java.util.Set;

/** Who a customer is said not to be. */
record DuplicateState(Set<CustomerId> distinguishedFrom) {
    static final Fold<DuplicateState, DuplicateEvent> FOLD =
            Fold.of(DuplicateEvent.class, new DuplicateState(Set.of()), DuplicateState::after);

    DuplicateState after(DuplicateEvent event) {
        Set<CustomerId> others = new HashSet<>(distinguishedFrom);
        switch (event) {
            case CustomersDistinguished e -> others.add(e.other());
            case DistinctionWithdrawn e -> others.remove(e.other());
        }
        return new DuplicateState(Set.copyOf(others));
    }
}
