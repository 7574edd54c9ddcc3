package io.annals.query.duplicate;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.customer.CustomerEvent.AttributesCorrected;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.customer.CustomerEvent.CustomerRegistered;
import io.annals.events.customer.CustomerEvent.CustomerRenamed;
import io.annals.events.customer.CustomerEvent.IdentityAdded;
import io.annals.events.customer.CustomerEvent.IdentityReleased;
import io.annals.events.customer.CustomerEvent.RegionAssigned;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import io.annals.events.duplicate.DuplicateEvent;
import io.annals.events.duplicate.DuplicateEvent.CustomersDistinguished;
import io.annals.events.duplicate.DuplicateEvent.DistinctionWithdrawn;
import io.annals.events.merge.MergeEvent.CustomersMerged;
import io.annals.events.merge.MergeEvent.CustomersParted;
import io.annals.log.RecordedEvent;
import io.annals.query.duplicate.DuplicateView.Reached;
import io.annals.query.projection.Fold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fold behind the comparison of customers. What was erased comes to nothing also where it was told before. */
final class DuplicateFold implements Fold<DuplicateView> {
    @Override
    public DuplicateView empty(String subject) {
        return DuplicateView.UNKNOWN;
    }

    @Override
    public DuplicateView apply(DuplicateView view, RecordedEvent where, Fact fact) {
        return switch (fact) {
            case CustomerRegistered e -> named(view, e.name());
            case CustomerRenamed e -> named(view, e.name());
            case IdentityAdded e -> reached(view, e);
            case IdentityReleased e -> noLongerReached(view, e);
            case AttributesCorrected e -> corrected(view, e);
            case CustomerErased _ -> view.forgotten();
            case TeamAssigned _, RegionAssigned _ -> view.of(view.belonging().after(fact));
            case CustomersMerged e -> e.survives() ? view : view.absorbedBy(e.other());
            case CustomersParted e -> e.survives() ? view : view.absorbedBy(null);
            case DuplicateEvent e -> said(view, e);
            default -> view; // says nothing of who somebody is
        };
    }

    private static DuplicateView named(DuplicateView view, @Nullable Personal<String> name) {
        String known = name == null ? null : name.orElse("");
        return known == null || known.isEmpty() || view.erased()
                ? view
                : view.told(known, view.attributes(), view.identities());
    }

    private static DuplicateView reached(DuplicateView view, IdentityAdded e) {
        String value = e.value().orElse("");
        if (!Profile.isCompared(e.kind()) || value.isEmpty() || view.erased()) {
            return view;
        }
        List<Reached> identities = new ArrayList<>(view.identities());
        identities.removeIf(one -> one.key().equals(e.key()));
        identities.add(new Reached(e.kind(), value, e.key()));
        return view.told(view.name(), view.attributes(), List.copyOf(identities));
    }

    private static DuplicateView noLongerReached(DuplicateView view, IdentityReleased e) {
        List<Reached> left = view.identities().stream()
                .filter(one -> !one.key().equals(e.key()))
                .toList();
        return left.size() == view.identities().size() ? view : view.told(view.name(), view.attributes(), left);
    }

    private static DuplicateView corrected(DuplicateView view, AttributesCorrected e) {
        Map<String, String> attributes = new TreeMap<>(view.attributes());
        e.values().orElse(Map.of()).forEach((name, value) -> {
            if (Profile.isCompared(name)) {
                attributes.put(name, value);
            }
        });
        attributes.keySet().removeAll(e.removed());
        return view.erased() || attributes.equals(view.attributes())
                ? view
                : view.told(view.name(), attributes, view.identities());
    }

    private static DuplicateView said(DuplicateView view, DuplicateEvent fact) {
        List<CustomerId> others = new ArrayList<>(view.distinguished());
        others.remove(fact.other());
        switch (fact) {
            case CustomersDistinguished e -> others.add(e.other());
            case DistinctionWithdrawn _ -> {
                // gone
            }
        }
        return view.distinguishedFrom(others);
    }
}
