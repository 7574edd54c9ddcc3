package io.annals.query.opportunity;

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
import io.annals.query.timeline.TimelineEntries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of an opportunity. */
public final class OpportunityEntries implements TimelineEntries<OpportunityEvent> {
    @Override
    public Class<OpportunityEvent> family() {
        return OpportunityEvent.class;
    }

    @Override
    public Optional<Told> of(OpportunityEvent fact) {
        return Optional.of(
                switch (fact) {
                    case OpportunityOpened e ->
                        told(
                                "opened",
                                e,
                                "title",
                                e.title(),
                                "amount",
                                e.amount(),
                                "expectedClose",
                                e.expectedClose(),
                                "owner",
                                e.owner());
                    case OpportunityMoved e -> told("moved", e, "previousStage", e.previousStage());
                    case OpportunityRenamed e -> told("renamed", e, "title", e.title());
                    case OpportunityValued e -> told("valued", e, "amount", e.amount());
                    case OpportunityRescheduled e -> told("rescheduled", e, "expectedClose", e.expectedClose());
                    case OpportunityReassigned e ->
                        told("reassigned", e, "previousOwner", e.previousOwner(), "owner", e.owner());
                    case OpportunityWon e -> told("won", e, "previousStage", e.previousStage());
                    case OpportunityLost e ->
                        told(
                                "lost",
                                e,
                                "previousStage",
                                e.previousStage(),
                                "lossReason",
                                e.lossReason(),
                                "lossText",
                                e.lossText());
                    case OpportunityReopened e -> told("reopened", e, "previousStage", e.previousStage());
                });
    }

    private static Told told(String what, OpportunityEvent fact, @Nullable Object... more) {
        List<@Nullable Object> all =
                new ArrayList<>(List.of("opportunity", fact.opportunity().toString()));
        if (fact instanceof StageReached reached) {
            all.addAll(List.of(
                    "stage",
                    reached.stage(),
                    "pipeline",
                    reached.pipeline(),
                    "pipelineVersion",
                    reached.pipelineVersion()));
        }
        for (@Nullable Object one : more) {
            all.add(one);
        }
        return Told.of("opportunity-" + what, all.toArray());
    }
}
