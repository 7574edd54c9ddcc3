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
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of an opportunity. */
public final class OpportunityEntries implements TimelineEntries<OpportunityEvent> {
    private static final Map<Class<? extends OpportunityEvent>, String> KINDS = Map.of(
            OpportunityOpened.class,
            "opportunity-opened",
            OpportunityMoved.class,
            "opportunity-moved",
            OpportunityRenamed.class,
            "opportunity-renamed",
            OpportunityValued.class,
            "opportunity-valued",
            OpportunityRescheduled.class,
            "opportunity-rescheduled",
            OpportunityReassigned.class,
            "opportunity-reassigned",
            OpportunityWon.class,
            "opportunity-won",
            OpportunityLost.class,
            "opportunity-lost",
            OpportunityReopened.class,
            "opportunity-reopened");

    @Override
    public Class<OpportunityEvent> family() {
        return OpportunityEvent.class;
    }

    @Override
    public Map<Class<? extends OpportunityEvent>, String> kinds() {
        return KINDS;
    }

    @Override
    public Optional<Told> of(OpportunityEvent fact) {
        return Optional.of(
                switch (fact) {
                    case OpportunityOpened e ->
                        told(
                                e,
                                "title",
                                e.title(),
                                "amount",
                                e.amount(),
                                "expectedClose",
                                e.expectedClose(),
                                "owner",
                                e.owner());
                    case OpportunityMoved e -> told(e, "previousStage", e.previousStage());
                    case OpportunityRenamed e -> told(e, "title", e.title());
                    case OpportunityValued e -> told(e, "amount", e.amount());
                    case OpportunityRescheduled e -> told(e, "expectedClose", e.expectedClose());
                    case OpportunityReassigned e -> told(e, "previousOwner", e.previousOwner(), "owner", e.owner());
                    case OpportunityWon e -> told(e, "previousStage", e.previousStage());
                    case OpportunityLost e ->
                        told(
                                e,
                                "previousStage",
                                e.previousStage(),
                                "lossReason",
                                e.lossReason(),
                                "lossText",
                                e.lossText());
                    case OpportunityReopened e -> told(e, "previousStage", e.previousStage());
                });
    }

    private static Told told(OpportunityEvent fact, @Nullable Object... more) {
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
        return Told.of(all.toArray());
    }
}
