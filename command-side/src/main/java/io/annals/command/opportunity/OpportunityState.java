package io.annals.command.opportunity;

import io.annals.command.opportunity.OpportunityRefusal.UnknownOpportunity;
import io.annals.events.CustomerId;
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
import io.annals.events.opportunity.Pipeline.Outcome;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** What a decision must know of an opportunity's stream. */
sealed interface OpportunityState {
    /** Nobody has opened it. */
    record Unopened() implements OpportunityState {}

    /**
     * An opportunity that was opened.
     *
     * @param openStage where it is, or was when it was decided
     */
    record Known(
            CustomerId customer,
            String pipeline,
            String stage,
            String openStage,
            Outcome outcome,
            @Nullable Money amount,
            @Nullable String expectedClose,
            String owner,
            String fingerprint)
            implements OpportunityState {
        private Known after(OpportunityEvent event) {
            return switch (event) {
                case OpportunityMoved e -> open(e.stage());
                case OpportunityReopened e -> open(e.stage());
                case OpportunityWon e -> decided(e.stage(), Outcome.WON);
                case OpportunityLost e -> decided(e.stage(), Outcome.LOST);
                case OpportunityValued e -> told(e.amount(), expectedClose, owner);
                case OpportunityRescheduled e -> told(amount, e.expectedClose(), owner);
                case OpportunityReassigned e -> told(amount, expectedClose, e.owner());
                case OpportunityRenamed _, OpportunityOpened _ -> this;
            };
        }

        private Known open(String at) {
            return new Known(customer, pipeline, at, at, Outcome.OPEN, amount, expectedClose, owner, fingerprint);
        }

        private Known decided(String at, Outcome how) {
            return new Known(customer, pipeline, at, openStage, how, amount, expectedClose, owner, fingerprint);
        }

        private Known told(@Nullable Money value, @Nullable String close, String whose) {
            return new Known(customer, pipeline, stage, openStage, outcome, value, close, whose, fingerprint);
        }
    }

    static OpportunityState after(OpportunityState state, OpportunityEvent event) {
        return switch (state) {
            case Known known -> known.after(event);
            case Unopened unopened ->
                event instanceof OpportunityOpened e
                        ? new Known(
                                e.customer(),
                                e.pipeline(),
                                e.stage(),
                                e.stage(),
                                Outcome.OPEN,
                                e.amount(),
                                e.expectedClose(),
                                e.owner(),
                                e.fingerprint())
                        : unopened;
        };
    }

    /** @throws UnknownOpportunity when nobody has opened it */
    default Known known() {
        return switch (this) {
            case Unopened _ -> throw new UnknownOpportunity();
            case Known known -> known;
        };
    }
}
