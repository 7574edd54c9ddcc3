package io.annals.query.opportunity;

import io.annals.events.Fact;
import io.annals.events.definition.DefinitionKind;
import io.annals.events.opportunity.OpportunityEvent;
import io.annals.events.opportunity.OpportunityEvent.StageReached;
import io.annals.events.opportunity.OpportunityId;
import io.annals.events.opportunity.Pipeline;
import io.annals.events.opportunity.Pipeline.Outcome;
import io.annals.events.opportunity.Pipeline.Stage;
import io.annals.query.definition.DefinitionTrial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Holds a pipeline's stages against the opportunities that there were: how many of those that came to a stage of this name were
 * won, beside what the pipeline says; and how many are open in a stage that it would not have.
 */
@Component
final class PipelineTrial implements DefinitionTrial<Pipeline> {
    private static final int PERCENT = 100;

    /**
     * @param opportunities how many were looked at
     * @param homeless how many are open in a stage that the pipeline does not have, by stage: they stay there until somebody moves them
     */
    record Outcomes(long opportunities, List<OfStage> stages, Map<String, Long> homeless) {}

    /**
     * @param reached how many came to the stage
     * @param decided how many of them were won or lost
     * @param won how many of them were won
     * @param observed won of those decided, in percent; absent when none was
     */
    record OfStage(
            String stage,
            long probability,
            long reached,
            long decided,
            long won,
            @Nullable Long observed) {}

    /** How one opportunity went. */
    private static final class Way {
        private final Set<String> reached = new HashSet<>();
        private String stage = "";
        private Outcome outcome = Outcome.OPEN;
    }

    @Override
    public DefinitionKind<Pipeline> kind() {
        return Pipeline.KIND;
    }

    @Override
    public Class<? extends Fact> family() {
        return OpportunityEvent.class;
    }

    @Override
    public Record of(Pipeline content, Stream<Fact> history) {
        Map<OpportunityId, Way> ways = new LinkedHashMap<>();
        history.forEachOrdered(fact -> {
            if (fact instanceof StageReached reached) {
                Way way = ways.computeIfAbsent(reached.opportunity(), _ -> new Way());
                way.reached.add(reached.stage());
                way.stage = reached.stage();
                way.outcome = switch (reached) {
                    case OpportunityEvent.OpportunityWon _ -> Outcome.WON;
                    case OpportunityEvent.OpportunityLost _ -> Outcome.LOST;
                    case OpportunityEvent.OpportunityOpened _,
                            OpportunityEvent.OpportunityMoved _,
                            OpportunityEvent.OpportunityReopened _ -> Outcome.OPEN;
                };
            }
        });
        List<OfStage> stages = new ArrayList<>();
        content.stages().forEach(stage -> stages.add(ofStage(stage, ways)));
        Map<String, Long> homeless = new TreeMap<>();
        ways.values().stream()
                .filter(way ->
                        way.outcome == Outcome.OPEN && content.stage(way.stage).isEmpty())
                .forEach(way -> homeless.merge(way.stage, 1L, Long::sum));
        return new Outcomes(ways.size(), stages, homeless);
    }

    private static OfStage ofStage(Stage stage, Map<OpportunityId, Way> ways) {
        List<Way> there = ways.values().stream()
                .filter(way -> way.reached.contains(stage.id()))
                .toList();
        long won = there.stream().filter(way -> way.outcome == Outcome.WON).count();
        long decided = there.stream().filter(way -> way.outcome != Outcome.OPEN).count();
        Long observed = decided == 0 ? null : (Long) Math.round((double) PERCENT * won / decided);
        return new OfStage(stage.id(), stage.probability(), there.size(), decided, won, observed);
    }
}
