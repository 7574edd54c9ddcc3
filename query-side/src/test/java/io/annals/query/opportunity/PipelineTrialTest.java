package io.annals.query.opportunity;

import static io.annals.query.Stories.ANN;
import static io.annals.query.Stories.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.opportunity.OpportunityEvent.OpportunityLost;
import io.annals.events.opportunity.OpportunityEvent.OpportunityMoved;
import io.annals.events.opportunity.OpportunityEvent.OpportunityOpened;
import io.annals.events.opportunity.OpportunityEvent.OpportunityRenamed;
import io.annals.events.opportunity.OpportunityEvent.OpportunityReopened;
import io.annals.events.opportunity.OpportunityEvent.OpportunityWon;
import io.annals.events.opportunity.OpportunityId;
import io.annals.events.opportunity.Pipeline;
import io.annals.events.opportunity.Pipeline.LossReason;
import io.annals.events.opportunity.Pipeline.Outcome;
import io.annals.events.opportunity.Pipeline.Stage;
import io.annals.query.opportunity.PipelineTrial.OfStage;
import io.annals.query.opportunity.PipelineTrial.Outcomes;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class PipelineTrialTest {
    private static final Pipeline PIPELINE = new Pipeline(
            Map.of("en", "Sales"),
            List.of(
                    stage("new", 20, Outcome.OPEN),
                    stage("offer", 60, Outcome.OPEN),
                    stage("won", 100, Outcome.WON),
                    stage("lost", 0, Outcome.LOST)),
            List.of(new LossReason("price", Map.of("en", "Price"))));

    private final PipelineTrial trial = new PipelineTrial();

    private static Stage stage(String id, long probability, Outcome outcome) {
        return new Stage(id, Map.of("en", id), probability, outcome);
    }

    private static OpportunityId id(int number) {
        return new OpportunityId(new UUID(9, number));
    }

    private static Fact opened(int number, String stage) {
        return new OpportunityOpened(
                id(number), ANN, Personal.of("Roof"), null, null, "ann", stage, "standard", 1, "print", day(0));
    }

    private static Fact moved(int number, String from, String to) {
        return new OpportunityMoved(id(number), ANN, from, to, "standard", 1, day(1));
    }

    private static Fact won(int number) {
        return new OpportunityWon(id(number), ANN, "offer", "won", "standard", 1, day(2));
    }

    private static Fact lost(int number) {
        return new OpportunityLost(id(number), ANN, "new", "lost", "price", null, "standard", 1, day(2));
    }

    private Outcomes outcomes(Fact... history) {
        return (Outcomes) trial.of(PIPELINE, Stream.of(history));
    }

    @Test
    void each_stage_tells_how_many_came_to_it_and_what_became_of_them() {
        Outcomes told = outcomes(
                opened(1, "new"),
                opened(2, "new"),
                opened(3, "new"),
                opened(4, "new"),
                moved(1, "new", "offer"),
                moved(2, "new", "offer"),
                new OpportunityRenamed(id(2), ANN, Personal.of("Roof and walls"), day(1)),
                won(1),
                lost(3),
                lost(4));

        assertThat(told.opportunities()).isEqualTo(4);
        assertThat(told.stages())
                .containsExactly(
                        new OfStage("new", 20, 4, 3, 1, 33L),
                        new OfStage("offer", 60, 2, 1, 1, 100L),
                        new OfStage("won", 100, 1, 1, 1, 100L),
                        new OfStage("lost", 0, 2, 2, 0, 0L));
        assertThat(told.homeless()).isEmpty();
    }

    @Test
    void what_is_reopened_is_not_decided_and_a_stage_that_nobody_came_to_has_observed_nothing() {
        assertThat(outcomes(
                                opened(1, "new"),
                                lost(1),
                                new OpportunityReopened(id(1), ANN, "lost", "new", "standard", 1, day(3)))
                        .stages())
                .contains(new OfStage("new", 20, 1, 0, 0, null), new OfStage("offer", 60, 0, 0, 0, null));
    }

    @Test
    void what_is_open_in_a_stage_that_there_would_not_be_has_no_home() {
        assertThat(outcomes(
                                opened(1, "qualified"),
                                opened(2, "new"),
                                moved(2, "new", "qualified"),
                                opened(3, "qualified"),
                                won(3),
                                opened(4, "new"))
                        .homeless())
                .containsExactly(Map.entry("qualified", 2L));
    }

    @Test
    void nothing_that_happened_is_told_as_nothing() {
        assertThat(outcomes().opportunities()).isZero();
        assertThat(outcomes().stages()).hasSize(4).allMatch(stage -> stage.reached() == 0 && stage.observed() == null);
        assertThat(trial.kind()).isEqualTo(Pipeline.KIND);
    }
}
