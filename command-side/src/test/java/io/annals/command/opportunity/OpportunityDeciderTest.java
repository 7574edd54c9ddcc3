package io.annals.command.opportunity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.command.CustomerIsErased;
import io.annals.command.CustomerStatus;
import io.annals.command.decision.UnknownCustomer;
import io.annals.command.definition.Definitions.InForce;
import io.annals.command.opportunity.OpportunityCommand.ChangeOpportunity;
import io.annals.command.opportunity.OpportunityCommand.LoseOpportunity;
import io.annals.command.opportunity.OpportunityCommand.MoveOpportunity;
import io.annals.command.opportunity.OpportunityCommand.OpenOpportunity;
import io.annals.command.opportunity.OpportunityCommand.ReopenOpportunity;
import io.annals.command.opportunity.OpportunityCommand.WinOpportunity;
import io.annals.command.opportunity.OpportunityDecider.Given;
import io.annals.command.opportunity.OpportunityState.Known;
import io.annals.command.opportunity.OpportunityState.Unopened;
import io.annals.edge.IfMatch;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.Refusal;
import io.annals.edge.refusal.StaleVersion;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.opportunity.OpportunityEvent;
import io.annals.events.opportunity.OpportunityEvent.OpportunityLost;
import io.annals.events.opportunity.OpportunityEvent.OpportunityMoved;
import io.annals.events.opportunity.OpportunityEvent.OpportunityOpened;
import io.annals.events.opportunity.OpportunityEvent.OpportunityReassigned;
import io.annals.events.opportunity.OpportunityEvent.OpportunityReopened;
import io.annals.events.opportunity.OpportunityEvent.OpportunityValued;
import io.annals.events.opportunity.OpportunityEvent.StageReached;
import io.annals.events.opportunity.OpportunityId;
import io.annals.events.opportunity.Pipeline;
import io.annals.events.opportunity.Pipeline.LossReason;
import io.annals.events.opportunity.Pipeline.Outcome;
import io.annals.events.opportunity.Pipeline.Stage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class OpportunityDeciderTest {
    private static final OpportunityId ID = new OpportunityId(new UUID(1, 1));
    private static final CustomerId ANNA = new CustomerId(new UUID(1, 2));
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final Money MUCH = Money.parse("EUR 5000");
    private static final InForce<Pipeline> FIRST = pipeline(1, "new", "offer");
    private static final InForce<Pipeline> LATER = pipeline(2, "new", "talks", "offer-sent");

    private static InForce<Pipeline> pipeline(long version, String... open) {
        List<Stage> stages = new ArrayList<>();
        for (String id : open) {
            stages.add(new Stage(id, Map.of("en", id), 50, Outcome.OPEN));
        }
        stages.add(new Stage("won", Map.of("en", "Won"), 100, Outcome.WON));
        stages.add(new Stage("lost", Map.of("en", "Lost"), 0, Outcome.LOST));
        Pipeline content =
                new Pipeline(Map.of("en", "Sales"), stages, List.of(new LossReason("price", Map.of("en", "Price"))));
        return new InForce<>("standard", version, content);
    }

    private static Given given(InForce<Pipeline> pipeline, long version) {
        return new Given(CustomerStatus.REGISTERED, version, Optional.of(pipeline));
    }

    private static OpenOpportunity open(@Nullable String stage, String fingerprint) {
        return new OpenOpportunity(ID, ANNA, "Roof", MUCH, null, "anna", stage, "standard", fingerprint, NOON);
    }

    private static OpportunityState opened() {
        return after(new Unopened(), OpportunityDecider.decide(open(null, "print"), new Unopened(), given(FIRST, -1)));
    }

    private static OpportunityState after(OpportunityState state, List<OpportunityEvent> events) {
        OpportunityState now = state;
        for (OpportunityEvent event : events) {
            now = OpportunityState.after(now, event);
        }
        return now;
    }

    @Test
    void it_is_opened_once_however_often_it_is_sent_in_the_first_stage_of_the_effective_version() {
        assertThat(OpportunityDecider.decide(open(null, "print"), new Unopened(), given(LATER, -1)))
                .singleElement()
                .isInstanceOfSatisfying(OpportunityOpened.class, fact -> {
                    assertThat(fact.stage()).isEqualTo("new");
                    assertThat(fact.pipelineVersion()).isEqualTo(2);
                    assertThat(fact.subjectId()).isEqualTo(ANNA.toString());
                });
        assertThat(OpportunityDecider.decide(open(null, "print"), opened(), given(FIRST, 0)))
                .isEmpty();
        assertThatThrownBy(() -> OpportunityDecider.decide(open(null, "other"), opened(), given(FIRST, 0)))
                .isInstanceOf(OpportunityRefusal.OpportunityAlreadyOpened.class);
    }

    @Test
    void it_is_a_registered_customers_and_in_an_open_stage_of_a_pipeline_that_is_effective() {
        assertThatThrownBy(() -> OpportunityDecider.decide(
                        open(null, "print"), new Unopened(), new Given(CustomerStatus.UNKNOWN, -1, Optional.of(FIRST))))
                .isInstanceOf(UnknownCustomer.class);
        assertThatThrownBy(() -> OpportunityDecider.decide(
                        open(null, "print"), new Unopened(), new Given(CustomerStatus.ERASED, -1, Optional.of(FIRST))))
                .isInstanceOf(CustomerIsErased.class);
        for (String stage : List.of("talks", "won")) {
            assertThatThrownBy(() -> OpportunityDecider.decide(open(stage, "print"), new Unopened(), given(FIRST, -1)))
                    .isInstanceOfSatisfying(
                            BadInput.class, bad -> assertThat(bad.field()).isEqualTo("stage"));
        }
        assertThatThrownBy(() -> OpportunityDecider.decide(
                        open(null, "print"),
                        new Unopened(),
                        new Given(CustomerStatus.REGISTERED, -1, Optional.empty())))
                .isInstanceOfSatisfying(
                        BadInput.class, bad -> assertThat(bad.field()).isEqualTo("pipeline"));
    }

    @Test
    void it_moves_to_a_stage_of_the_version_that_is_effective_also_out_of_one_that_is_no_more() {
        MoveOpportunity toOffer = new MoveOpportunity(ID, IfMatch.version(0), "offer", NOON);
        List<OpportunityEvent> moved = OpportunityDecider.decide(toOffer, opened(), given(FIRST, 0));
        assertThat(moved).containsExactly(new OpportunityMoved(ID, ANNA, "new", "offer", "standard", 1, NOON));
        OpportunityState inOffer = after(opened(), moved);

        assertThat(OpportunityDecider.decide(toOffer, inOffer, given(FIRST, 1))).isEmpty();
        assertThatThrownBy(() -> OpportunityDecider.decide(toOffer, inOffer, given(LATER, 1)))
                .isInstanceOf(BadInput.class);
        assertThat(OpportunityDecider.decide(
                        new MoveOpportunity(ID, IfMatch.ANY, "talks", NOON), inOffer, given(LATER, 1)))
                .containsExactly(new OpportunityMoved(ID, ANNA, "offer", "talks", "standard", 2, NOON));
        assertThatThrownBy(() -> OpportunityDecider.decide(
                        new MoveOpportunity(ID, IfMatch.version(0), "new", NOON), inOffer, given(FIRST, 1)))
                .isInstanceOf(StaleVersion.class);
    }

    @Test
    void an_edit_says_what_has_changed_and_nothing_else() {
        ChangeOpportunity change =
                new ChangeOpportunity(ID, IfMatch.version(0), null, Money.parse("EUR 7000"), null, "bob", NOON);

        assertThat(OpportunityDecider.decide(change, opened(), given(FIRST, 0)))
                .containsExactly(
                        new OpportunityValued(ID, ANNA, Money.parse("EUR 7000"), NOON),
                        new OpportunityReassigned(ID, ANNA, "anna", "bob", NOON));
        assertThat(OpportunityDecider.decide(
                        new ChangeOpportunity(ID, IfMatch.version(0), null, MUCH, null, "anna", NOON),
                        opened(),
                        given(FIRST, 0)))
                .isEmpty();
    }

    @Test
    void what_is_lost_has_a_reason_of_the_pipelines_and_changes_only_when_it_is_reopened() {
        assertThatThrownBy(() -> OpportunityDecider.decide(
                        new LoseOpportunity(ID, IfMatch.ANY, "weather", null, NOON), opened(), given(FIRST, 0)))
                .isInstanceOfSatisfying(
                        BadInput.class, bad -> assertThat(bad.field()).isEqualTo("reason"));
        LoseOpportunity lose = new LoseOpportunity(ID, IfMatch.ANY, "price", null, NOON);
        List<OpportunityEvent> facts = OpportunityDecider.decide(lose, opened(), given(FIRST, 0));
        assertThat(facts)
                .containsExactly(new OpportunityLost(ID, ANNA, "new", "lost", "price", null, "standard", 1, NOON));
        OpportunityState lost = after(opened(), facts);

        assertThat(OpportunityDecider.decide(lose, lost, given(FIRST, 1))).isEmpty();
        for (OpportunityCommand.OfKnown command : List.<OpportunityCommand.OfKnown>of(
                new MoveOpportunity(ID, IfMatch.ANY, "offer", NOON),
                new WinOpportunity(ID, IfMatch.ANY, NOON),
                new ChangeOpportunity(ID, IfMatch.ANY, null, MUCH, null, null, NOON))) {
            assertThatThrownBy(() -> decide(command, lost, given(FIRST, 1)))
                    .isInstanceOf(OpportunityRefusal.OpportunityIsDecided.class);
        }
        assertThat(decide(new ReopenOpportunity(ID, IfMatch.ANY, NOON), lost, given(FIRST, 1)))
                .containsExactly(new OpportunityReopened(ID, ANNA, "lost", "new", "standard", 1, NOON));
    }

    @Test
    void what_was_in_a_stage_that_is_no_more_is_reopened_in_the_first_one() {
        OpportunityState won = after(
                opened(),
                List.of(
                        new OpportunityMoved(ID, ANNA, "new", "offer", "standard", 1, NOON),
                        new OpportunityEvent.OpportunityWon(ID, ANNA, "offer", "won", "standard", 1, NOON)));

        assertThat(decide(new ReopenOpportunity(ID, IfMatch.ANY, NOON), won, given(FIRST, 2)))
                .containsExactly(new OpportunityReopened(ID, ANNA, "won", "offer", "standard", 1, NOON));
        assertThat(decide(new ReopenOpportunity(ID, IfMatch.ANY, NOON), won, given(LATER, 2)))
                .containsExactly(new OpportunityReopened(ID, ANNA, "won", "new", "standard", 2, NOON));
        assertThatThrownBy(() -> decide(
                        new ReopenOpportunity(ID, IfMatch.ANY, NOON),
                        won,
                        new Given(CustomerStatus.REGISTERED, 2, Optional.empty())))
                .isInstanceOf(OpportunityRefusal.NoPipeline.class);
    }

    /** One of each, as it would be done to one that is as {@link #before} has it. */
    private static List<OpportunityCommand.OfKnown> edits(IfMatch version) {
        return List.of(
                new ChangeOpportunity(ID, version, "Roof and walls", null, null, null, NOON),
                new MoveOpportunity(ID, version, "offer", NOON),
                new WinOpportunity(ID, version, NOON),
                new LoseOpportunity(ID, version, "price", null, NOON),
                new ReopenOpportunity(ID, version, NOON));
    }

    private static OpportunityState before(OpportunityCommand edit) {
        return edit instanceof ReopenOpportunity
                ? after(opened(), decide(new WinOpportunity(ID, IfMatch.ANY, NOON), opened(), given(FIRST, 0)))
                : opened();
    }

    @Test
    void no_edit_overwrites_what_its_sender_has_not_seen() {
        for (OpportunityCommand.OfKnown stale : edits(IfMatch.version(3))) {
            assertThatThrownBy(() -> decide(stale, before(stale), given(FIRST, 4)))
                    .as(stale.toString())
                    .isInstanceOf(StaleVersion.class);
        }
        for (OpportunityCommand.OfKnown seen : edits(IfMatch.version(4))) {
            assertThat(decide(seen, before(seen), given(FIRST, 4)))
                    .as(seen.toString())
                    .hasSize(1);
        }
    }

    @Test
    void nothing_is_edited_of_a_customer_who_is_erased() {
        Given erased = new Given(CustomerStatus.ERASED, 0, Optional.of(FIRST));
        for (OpportunityCommand.OfKnown edit : edits(IfMatch.ANY)) {
            assertThatThrownBy(() -> decide(edit, before(edit), erased))
                    .as(edit.toString())
                    .isInstanceOf(CustomerIsErased.class);
        }
    }

    @Test
    void it_is_won_once_in_the_stage_that_the_effective_version_has_for_it_and_is_not_lost_then() {
        WinOpportunity win = new WinOpportunity(ID, IfMatch.ANY, NOON);
        List<OpportunityEvent> facts = decide(win, opened(), given(LATER, 0));
        assertThat(facts)
                .containsExactly(new OpportunityEvent.OpportunityWon(ID, ANNA, "new", "won", "standard", 2, NOON));
        OpportunityState won = after(opened(), facts);

        assertThat(decide(win, won, given(FIRST, 1))).isEmpty();
        assertThatThrownBy(
                        () -> decide(new LoseOpportunity(ID, IfMatch.ANY, "price", null, NOON), won, given(FIRST, 1)))
                .isInstanceOf(OpportunityRefusal.OpportunityIsDecided.class);
        assertThat(decide(new ReopenOpportunity(ID, IfMatch.ANY, NOON), opened(), given(FIRST, 0)))
                .isEmpty();
    }

    @Test
    void a_day_is_told_where_it_is_another_and_a_title_always_since_nobody_keeps_it_here() {
        ChangeOpportunity change = new ChangeOpportunity(ID, IfMatch.ANY, "Roof", null, "2026-05-01", null, NOON);
        List<OpportunityEvent> facts = decide(change, opened(), given(FIRST, 0));
        assertThat(facts)
                .containsExactly(
                        new OpportunityEvent.OpportunityRenamed(ID, ANNA, Personal.of("Roof"), NOON),
                        new OpportunityEvent.OpportunityRescheduled(ID, ANNA, "2026-05-01", NOON));

        OpportunityState renamed = after(opened(), facts.subList(0, 1));
        assertThat(renamed).isEqualTo(opened());
        assertThat(decide(change, after(opened(), facts), given(FIRST, 2))).hasSize(1);
    }

    @Test
    void what_was_in_a_stage_that_means_something_else_now_is_reopened_in_the_first_open_one() {
        Pipeline content = new Pipeline(
                Map.of("en", "Sales"),
                List.of(
                        new Stage("talks", Map.of("en", "Talks"), 50, Outcome.OPEN),
                        new Stage("new", Map.of("en", "Sold"), 100, Outcome.WON),
                        new Stage("lost", Map.of("en", "Lost"), 0, Outcome.LOST)),
                List.of(new LossReason("price", Map.of("en", "Price"))));
        ReopenOpportunity reopen = new ReopenOpportunity(ID, IfMatch.ANY, NOON);

        assertThat(decide(reopen, before(reopen), given(new InForce<>("standard", 3, content), 1)))
                .containsExactly(new OpportunityReopened(ID, ANNA, "won", "talks", "standard", 3, NOON));
    }

    private static List<OpportunityEvent> decide(OpportunityCommand command, OpportunityState state, Given given) {
        return switch (command) {
            case OpenOpportunity c -> OpportunityDecider.decide(c, state, given);
            case ChangeOpportunity c -> OpportunityDecider.decide(c, state, given);
            case MoveOpportunity c -> OpportunityDecider.decide(c, state, given);
            case WinOpportunity c -> OpportunityDecider.decide(c, state, given);
            case LoseOpportunity c -> OpportunityDecider.decide(c, state, given);
            case ReopenOpportunity c -> OpportunityDecider.decide(c, state, given);
        };
    }

    private static OpportunityCommand command(int n) {
        List<String> stages = List.of("new", "offer", "talks", "offer-sent", "won");
        return switch (n % 7) {
            case 0 -> open(null, "print");
            case 1, 2 -> new MoveOpportunity(ID, IfMatch.ANY, stages.get(n / 7 % stages.size()), NOON);
            case 3 -> new WinOpportunity(ID, IfMatch.ANY, NOON);
            case 4 -> new LoseOpportunity(ID, IfMatch.ANY, "price", "too dear", NOON);
            case 5 -> new ReopenOpportunity(ID, IfMatch.ANY, NOON);
            default -> new ChangeOpportunity(ID, IfMatch.ANY, "Roof", Money.parse("EUR " + n), null, "bob", NOON);
        };
    }

    /** Whatever is asked in whatever order, also while the pipeline changes. */
    @Property
    void an_opportunity_is_always_where_the_version_that_its_last_fact_names_has_a_stage_of_its_outcome(
            @ForAll @Size(max = 30) List<@IntRange(max = 69) Integer> asked, @ForAll @IntRange(max = 30) int changed) {
        OpportunityState state = new Unopened();
        List<OpportunityEvent> told = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            InForce<Pipeline> pipeline = i < changed ? FIRST : LATER;
            List<OpportunityEvent> facts;
            try {
                facts = decide(command(asked.get(i)), state, given(pipeline, told.size() - 1L));
            } catch (Refusal refused) {
                continue;
            }
            for (OpportunityEvent fact : facts) {
                if (fact instanceof StageReached reached) {
                    assertThat(reached.pipelineVersion()).isEqualTo(pipeline.version());
                    assertThat(pipeline.content().stage(reached.stage())).isPresent();
                }
            }
            state = after(state, facts);
            told.addAll(facts);
            assertThat(decide(command(asked.get(i)), state, given(pipeline, told.size() - 1L)))
                    .as("the same again")
                    .noneMatch(StageReached.class::isInstance);
            if (state instanceof Known known) {
                Pipeline named = told.reversed().stream()
                        .filter(StageReached.class::isInstance)
                        .map(fact -> ((StageReached) fact).pipelineVersion() == 1 ? FIRST : LATER)
                        .findFirst()
                        .orElseThrow()
                        .content();
                assertThat(named.stage(known.stage()).map(Stage::outcome)).contains(known.outcome());
            }
        }
        assertThat(after(new Unopened(), told)).isEqualTo(state);
    }
}
