package io.annals.query.opportunity;

import io.annals.events.CustomerId;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.Personal;
import io.annals.events.TellsOf;
import io.annals.events.opportunity.OpportunityId;
import io.annals.events.opportunity.Pipeline.Outcome;
import io.annals.query.visibility.Belonging;
import java.time.Instant;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The opportunities of one customer.
 *
 * @param opportunities all that are open, and those decided last; in the order in which they were opened
 * @param belonging of the customer
 */
record OpportunitiesView(List<Opportunity> opportunities, Belonging belonging) {
    static final OpportunitiesView NONE = new OpportunitiesView(List.of(), Belonging.NOWHERE);

    OpportunitiesView with(List<Opportunity> others) {
        return new OpportunitiesView(List.copyOf(others), belonging);
    }

    OpportunitiesView of(Belonging other) {
        return new OpportunitiesView(opportunities, other);
    }

    /** Where an opportunity is, by which version of the pipeline. */
    record Place(String stage, String pipeline, long pipelineVersion) {}

    /**
     * An opportunity.
     *
     * @param expectedClose an ISO date
     * @param pipelineVersion the version that put it into its stage
     * @param openedBy as the log names them
     * @param closedAt null as long as it is open
     * @param lossReason one of the pipeline's; null unless it was lost
     * @param version seq of the last event in the opportunity's own stream: what an edit's If-Match names
     */
    record Opportunity(
            OpportunityId id,
            CustomerId customer,
            @TellsOf(Field.COLLEAGUES) Personal<String> title,
            @TellsOf(Field.MONEY) @Nullable Money amount,
            @Open @Nullable String expectedClose,
            @TellsOf(Field.COLLEAGUES) String owner,
            @Open String stage,
            @Open String pipeline,
            @Open long pipelineVersion,
            @Open Outcome state,
            @Open @Nullable String lossReason,
            @TellsOf(Field.NOTES) @Nullable Personal<String> lossText,
            @Open Instant openedAt,
            @TellsOf(Field.COLLEAGUES) String openedBy,
            @Open @Nullable Instant closedAt,
            @TellsOf(Field.COLLEAGUES) long version) {
        Opportunity called(Personal<String> name, long seq) {
            return told(name, amount, expectedClose, owner, seq);
        }

        Opportunity worth(Money much, long seq) {
            return told(title, much, expectedClose, owner, seq);
        }

        Opportunity closing(String day, long seq) {
            return told(title, amount, day, owner, seq);
        }

        Opportunity of(String name, long seq) {
            return told(title, amount, expectedClose, name, seq);
        }

        Opportunity open(Place at, long seq) {
            return placed(at, Outcome.OPEN, null, null, null, seq);
        }

        Opportunity won(Place at, Instant when, long seq) {
            return placed(at, Outcome.WON, null, null, when, seq);
        }

        Opportunity lost(Place at, String reason, @Nullable Personal<String> text, Instant when, long seq) {
            return placed(at, Outcome.LOST, reason, text, when, seq);
        }

        Opportunity at(CustomerId whom) {
            return new Opportunity(
                    id,
                    whom,
                    title,
                    amount,
                    expectedClose,
                    owner,
                    stage,
                    pipeline,
                    pipelineVersion,
                    state,
                    lossReason,
                    lossText,
                    openedAt,
                    openedBy,
                    closedAt,
                    version);
        }

        private Opportunity told(
                Personal<String> name, @Nullable Money much, @Nullable String day, String whose, long seq) {
            return new Opportunity(
                    id,
                    customer,
                    name,
                    much,
                    day,
                    whose,
                    stage,
                    pipeline,
                    pipelineVersion,
                    state,
                    lossReason,
                    lossText,
                    openedAt,
                    openedBy,
                    closedAt,
                    seq);
        }

        private Opportunity placed(
                Place at,
                Outcome outcome,
                @Nullable String reason,
                @Nullable Personal<String> text,
                @Nullable Instant when,
                long seq) {
            return new Opportunity(
                    id,
                    customer,
                    title,
                    amount,
                    expectedClose,
                    owner,
                    at.stage(),
                    at.pipeline(),
                    at.pipelineVersion(),
                    outcome,
                    reason,
                    text,
                    openedAt,
                    openedBy,
                    when,
                    seq);
        }
    }
}
