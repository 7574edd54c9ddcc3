package io.annals.events.opportunity;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.Personal;
import io.annals.events.PublicName;
import io.annals.events.TellsOf;
import java.time.Instant;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The family of the streams {@code opportunity-…}. An owner is a colleague, by login name; a stage is one of the pipeline's,
 * in the version that the fact names.
 */
@TellsOf(Field.COLLEAGUES)
public sealed interface OpportunityEvent extends Fact {
    OpportunityId opportunity();

    @Override
    CustomerId customer();

    @Override
    default String stream() {
        return opportunity().stream();
    }

    /** What puts an opportunity into a stage, by the version of the pipeline that was effective. */
    sealed interface StageReached extends OpportunityEvent {
        @Open
        String stage();

        @Open
        String pipeline();

        @Open
        long pipelineVersion();
    }

    /**
     * There is something to be sold; the first fact of its stream.
     *
     * @param title in one line
     * @param amount what it would bring; null as long as nobody knows
     * @param expectedClose the day on which it will be decided, an ISO date; null as long as nobody knows
     * @param fingerprint keyed hash of all that was told of it: the same id with another fingerprint is a conflict
     */
    @PublicName("opportunity.OpportunityOpened")
    record OpportunityOpened(
            OpportunityId opportunity,
            CustomerId customer,
            @TellsOf(Field.COLLEAGUES) Personal<String> title,
            @TellsOf(Field.MONEY) @Nullable Money amount,
            @Open @Nullable String expectedClose,
            @TellsOf(Field.COLLEAGUES) String owner,
            String stage,
            String pipeline,
            long pipelineVersion,
            @Open String fingerprint,
            Instant occurredAt)
            implements StageReached {}

    /** @param previousStage never the stage; perhaps none of the version's */
    @PublicName("opportunity.OpportunityMoved")
    record OpportunityMoved(
            OpportunityId opportunity,
            CustomerId customer,
            @Open String previousStage,
            String stage,
            String pipeline,
            long pipelineVersion,
            Instant occurredAt)
            implements StageReached {}

    @PublicName("opportunity.OpportunityRenamed")
    record OpportunityRenamed(
            OpportunityId opportunity,
            CustomerId customer,
            @TellsOf(Field.COLLEAGUES) Personal<String> title,
            Instant occurredAt)
            implements OpportunityEvent {}

    /** It would bring as much as this. */
    @PublicName("opportunity.OpportunityValued")
    record OpportunityValued(
            OpportunityId opportunity,
            CustomerId customer,
            @TellsOf(Field.MONEY) Money amount,
            Instant occurredAt) implements OpportunityEvent {}

    /** @param expectedClose an ISO date */
    @PublicName("opportunity.OpportunityRescheduled")
    record OpportunityRescheduled(
            OpportunityId opportunity,
            CustomerId customer,
            @Open String expectedClose,
            Instant occurredAt) implements OpportunityEvent {}

    /** @param previousOwner never the owner */
    @PublicName("opportunity.OpportunityReassigned")
    record OpportunityReassigned(
            OpportunityId opportunity,
            CustomerId customer,
            @TellsOf(Field.COLLEAGUES) String previousOwner,
            @TellsOf(Field.COLLEAGUES) String owner,
            Instant occurredAt)
            implements OpportunityEvent {}

    @PublicName("opportunity.OpportunityWon")
    record OpportunityWon(
            OpportunityId opportunity,
            CustomerId customer,
            @Open String previousStage,
            String stage,
            String pipeline,
            long pipelineVersion,
            Instant occurredAt)
            implements StageReached {}

    /**
     * @param lossReason one of the pipeline's
     * @param lossText the same in words
     */
    @PublicName("opportunity.OpportunityLost")
    record OpportunityLost(
            OpportunityId opportunity,
            CustomerId customer,
            @Open String previousStage,
            String stage,
            @Open String lossReason,
            @TellsOf(Field.NOTES) @Nullable Personal<String> lossText,
            String pipeline,
            long pipelineVersion,
            Instant occurredAt)
            implements StageReached {}

    /** It was not decided after all. */
    @PublicName("opportunity.OpportunityReopened")
    record OpportunityReopened(
            OpportunityId opportunity,
            CustomerId customer,
            @Open String previousStage,
            String stage,
            String pipeline,
            long pipelineVersion,
            Instant occurredAt)
            implements StageReached {}
}
