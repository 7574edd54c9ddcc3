package io.annals.query.opportunity;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.customer.CustomerEvent.RegionAssigned;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import io.annals.events.opportunity.OpportunityEvent;
import io.annals.events.opportunity.OpportunityEvent.OpportunityLost;
import io.annals.events.opportunity.OpportunityEvent.OpportunityMoved;
import io.annals.events.opportunity.OpportunityEvent.OpportunityOpened;
import io.annals.events.opportunity.OpportunityEvent.OpportunityReassigned;
import io.annals.events.opportunity.OpportunityEvent.OpportunityRenamed;
import io.annals.events.opportunity.OpportunityEvent.OpportunityReopened;
import io.annals.events.opportunity.OpportunityEvent.OpportunityRescheduled;
import io.annals.events.opportunity.OpportunityEvent.OpportunityValued;
import io.annals.events.opportunity.OpportunityEvent.OpportunityWon;
import io.annals.events.opportunity.OpportunityEvent.StageReached;
import io.annals.events.opportunity.OpportunityId;
import io.annals.events.opportunity.Pipeline.Outcome;
import io.annals.log.RecordedEvent;
import io.annals.query.opportunity.OpportunitiesView.Opportunity;
import io.annals.query.opportunity.OpportunitiesView.Place;
import io.annals.query.projection.Fold;
import io.annals.query.projection.Seen;
import io.annals.query.visibility.Belonging;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The fold behind the lists of opportunities. */
final class OpportunityFold implements Fold<OpportunitiesView> {
    /** So many of a customer's that are decided stay in the view; those before stand in the timeline. */
    static final int DECIDED_KEPT = 200;

    private static final Comparator<Opportunity> LATEST_DECIDED =
            Comparator.comparing((Opportunity one) -> Objects.requireNonNull(one.closedAt()));

    @Override
    public OpportunitiesView empty(String subject) {
        return OpportunitiesView.NONE;
    }

    @Override
    public OpportunitiesView apply(OpportunitiesView view, RecordedEvent where, Fact fact) {
        return switch (fact) {
            case OpportunityEvent told -> told(view, where, told);
            case CustomerErased _ -> view.opportunities().isEmpty() ? view : view.with(List.of());
            case TeamAssigned _, RegionAssigned _ -> view.of(view.belonging().after(fact));
            default -> view; // says nothing of opportunities
        };
    }

    /** All of them, as the survivor's. */
    @Override
    public OpportunitiesView combined(List<Seen<OpportunitiesView>> members) {
        CustomerId survivor = CustomerId.of(members.getFirst().subject());
        List<OpportunitiesView> all = members.stream().map(Seen::view).toList();
        return new OpportunitiesView(
                all.stream()
                        .flatMap(view -> view.opportunities().stream())
                        .map(opportunity -> opportunity.at(survivor))
                        .sorted(Comparator.comparing(Opportunity::openedAt))
                        .toList(),
                Belonging.together(
                        all.stream().map(OpportunitiesView::belonging).toList()));
    }

    private static OpportunitiesView told(OpportunitiesView view, RecordedEvent where, OpportunityEvent fact) {
        long seq = where.event().seq();
        return switch (fact) {
            case OpportunityOpened e -> opened(view, where, e);
            case OpportunityRenamed e -> changed(view, e.opportunity(), one -> one.called(e.title(), seq));
            case OpportunityValued e -> changed(view, e.opportunity(), one -> one.worth(e.amount(), seq));
            case OpportunityRescheduled e -> changed(view, e.opportunity(), one -> one.closing(e.expectedClose(), seq));
            case OpportunityReassigned e -> changed(view, e.opportunity(), one -> one.of(e.owner(), seq));
            case OpportunityMoved e -> changed(view, e.opportunity(), one -> one.open(place(e), seq));
            case OpportunityReopened e -> changed(view, e.opportunity(), one -> one.open(place(e), seq));
            case OpportunityWon e ->
                trimmed(changed(view, e.opportunity(), one -> one.won(place(e), e.occurredAt(), seq)));
            case OpportunityLost e ->
                trimmed(changed(
                        view,
                        e.opportunity(),
                        one -> one.lost(place(e), e.lossReason(), e.lossText(), e.occurredAt(), seq)));
        };
    }

    private static Place place(StageReached e) {
        return new Place(e.stage(), e.pipeline(), e.pipelineVersion());
    }

    private static OpportunitiesView opened(OpportunitiesView view, RecordedEvent where, OpportunityOpened e) {
        List<Opportunity> all = new ArrayList<>(view.opportunities());
        all.add(new Opportunity(
                e.opportunity(),
                e.customer(),
                e.title(),
                e.amount(),
                e.expectedClose(),
                e.owner(),
                e.stage(),
                e.pipeline(),
                e.pipelineVersion(),
                Outcome.OPEN,
                null,
                null,
                e.occurredAt(),
                where.event().meta().getOrDefault("actor", "unknown"),
                null,
                where.event().seq()));
        return view.with(all);
    }

    /** One that is not there belonged to somebody erased, or was decided long ago. */
    private static OpportunitiesView changed(
            OpportunitiesView view, OpportunityId id, UnaryOperator<Opportunity> change) {
        if (view.opportunities().stream().noneMatch(one -> one.id().equals(id))) {
            return view;
        }
        return view.with(view.opportunities().stream()
                .map(one -> one.id().equals(id) ? change.apply(one) : one)
                .toList());
    }

    private static OpportunitiesView trimmed(OpportunitiesView view) {
        List<Opportunity> decided = view.opportunities().stream()
                .filter(one -> one.state() != Outcome.OPEN)
                .sorted(LATEST_DECIDED)
                .toList();
        if (decided.size() <= DECIDED_KEPT) {
            return view;
        }
        Opportunity oldest = decided.getFirst();
        return view.with(
                view.opportunities().stream().filter(one -> !one.equals(oldest)).toList());
    }
}
