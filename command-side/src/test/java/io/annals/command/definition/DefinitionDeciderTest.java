package io.annals.command.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.command.definition.DefinitionCommand.ApproveVersion;
import io.annals.command.definition.DefinitionCommand.ChangeDraft;
import io.annals.command.definition.DefinitionCommand.DraftDefinition;
import io.annals.command.definition.DefinitionCommand.SubmitDraft;
import io.annals.command.definition.DefinitionCommand.WithdrawVersion;
import io.annals.command.definition.DefinitionState.Version;
import io.annals.edge.IfMatch;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.StaleVersion;
import io.annals.events.definition.DefinitionEvent;
import io.annals.events.definition.DefinitionEvent.DefinitionActivated;
import io.annals.events.definition.DefinitionEvent.DefinitionApproved;
import io.annals.events.definition.DefinitionEvent.DefinitionDrafted;
import io.annals.events.definition.DefinitionEvent.DefinitionSubmitted;
import io.annals.events.definition.DefinitionId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class DefinitionDeciderTest {
    private static final DefinitionId ID = new DefinitionId("pipeline", "standard");
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    private final List<DefinitionEvent> told = new ArrayList<>();

    private static Instant hours(int after) {
        return NOON.plus(Duration.ofHours(after));
    }

    private DefinitionState state() {
        DefinitionState state = DefinitionState.NONE;
        for (DefinitionEvent event : told) {
            state = DefinitionState.after(state, event);
        }
        return state.behind("the first");
    }

    private long at() {
        return told.size() - 1L;
    }

    private List<DefinitionEvent> draft(String content, String by) {
        List<DefinitionEvent> facts = DefinitionDecider.decide(new DraftDefinition(ID, content, by, NOON), state());
        told.addAll(facts);
        return facts;
    }

    private List<DefinitionEvent> submit(long version, @Nullable Instant from, @Nullable Instant to, boolean approved) {
        SubmitDraft command = new SubmitDraft(ID, version, IfMatch.ANY, from, to, "anna", NOON);
        List<DefinitionEvent> facts = DefinitionDecider.decide(command, state(), at(), approved);
        told.addAll(facts);
        return facts;
    }

    private List<DefinitionEvent> approve(long version, String by, Instant when) {
        List<DefinitionEvent> facts =
                DefinitionDecider.decide(new ApproveVersion(ID, version, IfMatch.ANY, by, when), state(), at());
        told.addAll(facts);
        return facts;
    }

    private List<DefinitionEvent> withdraw(long version, Instant when) {
        List<DefinitionEvent> facts =
                DefinitionDecider.decide(new WithdrawVersion(ID, version, IfMatch.ANY, "anna", when), state(), at());
        told.addAll(facts);
        return facts;
    }

    private Optional<String> effective(Instant when) {
        return state().effective(when).map(Version::content);
    }

    @Test
    void what_was_there_from_the_start_is_effective_until_something_else_is() {
        assertThat(effective(NOON)).contains("the first");

        assertThat(draft("another", "anna")).containsExactly(new DefinitionDrafted(ID, 2, "another", "anna", NOON));
        assertThat(submit(2, hours(2), hours(4), true))
                .containsExactly(new DefinitionSubmitted(ID, 2, hours(2), hours(4), "anna", NOON));
        assertThat(effective(hours(3))).contains("the first");
        assertThat(approve(2, "bob", hours(1)))
                .containsExactly(
                        new DefinitionApproved(ID, 2, "bob", hours(1)),
                        new DefinitionActivated(ID, 2, hours(2), hours(4), hours(1)));

        assertThat(effective(hours(1))).contains("the first");
        assertThat(effective(hours(2))).contains("another");
        assertThat(effective(hours(4))).contains("the first");
    }

    @Test
    void nobody_approves_what_they_wrote_themselves_not_even_in_part() {
        draft("another", "anna");
        told.addAll(DefinitionDecider.decide(
                new ChangeDraft(ID, 2, IfMatch.version(0), "a third", "bob", NOON), state(), at()));
        submit(2, null, null, true);

        assertThatThrownBy(() -> approve(2, "anna", NOON)).isInstanceOf(DefinitionRefusal.OwnDraft.class);
        assertThatThrownBy(() -> approve(2, "bob", NOON)).isInstanceOf(DefinitionRefusal.OwnDraft.class);
        assertThat(approve(2, "carl", NOON)).hasSize(2);
        assertThat(effective(NOON)).contains("a third");
    }

    @Test
    void what_touches_neither_money_nor_customers_is_effective_when_it_is_submitted() {
        draft("another", "anna");

        assertThat(submit(2, null, null, false)).contains(new DefinitionActivated(ID, 2, NOON, null, NOON));
        assertThat(effective(NOON)).contains("another");
    }

    @Test
    void nothing_is_effective_before_it_is_said_and_nothing_ends_before_it_begins() {
        draft("another", "anna");
        submit(2, hours(-5), hours(2), true);

        assertThatThrownBy(() -> approve(2, "bob", hours(2)))
                .isInstanceOfSatisfying(
                        BadInput.class, bad -> assertThat(bad.field()).isEqualTo("effectiveTo"));
        assertThat(approve(2, "bob", hours(1))).contains(new DefinitionActivated(ID, 2, hours(1), hours(2), hours(1)));
    }

    @Test
    void a_version_that_was_submitted_does_not_change_any_more() {
        draft("another", "anna");
        assertThatThrownBy(() -> approve(2, "bob", NOON)).isInstanceOf(DefinitionRefusal.NotSubmitted.class);
        submit(2, null, null, true);
        ChangeDraft change = new ChangeDraft(ID, 2, IfMatch.ANY, "a third", "anna", NOON);

        assertThatThrownBy(() -> DefinitionDecider.decide(change, state(), at()))
                .isInstanceOf(DefinitionRefusal.NoDraft.class);
        assertThat(submit(2, null, null, true)).isEmpty();
        approve(2, "bob", NOON);
        assertThatThrownBy(() -> DefinitionDecider.decide(change, state(), at()))
                .isInstanceOf(DefinitionRefusal.NoDraft.class);
        assertThatThrownBy(() -> DefinitionDecider.decide(
                        new ChangeDraft(ID, 7, IfMatch.ANY, "a third", "anna", NOON), state(), at()))
                .isInstanceOf(DefinitionRefusal.UnknownVersion.class);
    }

    @Test
    void one_version_is_drafted_at_a_time_and_the_same_again_is_that_one() {
        draft("another", "anna");

        assertThat(draft("another", "anna")).isEmpty();
        assertThatThrownBy(() -> draft("a third", "bob")).isInstanceOf(DefinitionRefusal.VersionPending.class);
        assertThatThrownBy(() -> DefinitionDecider.decide(
                        new ChangeDraft(ID, 2, IfMatch.version(7), "a third", "anna", NOON), state(), at()))
                .isInstanceOf(StaleVersion.class);
        withdraw(2, NOON);
        assertThat(draft("a third", "bob")).containsExactly(new DefinitionDrafted(ID, 3, "a third", "bob", NOON));
    }

    @Test
    void a_definition_is_written_two_hundred_times_a_day_at_most() {
        for (int i = 0; i < 100; i++) {
            long version = state().next();
            draft("draft " + i, "anna");
            told.addAll(DefinitionDecider.decide(
                    new ChangeDraft(ID, version, IfMatch.ANY, "changed " + i, "anna", NOON), state(), at()));
            withdraw(version, NOON);
        }

        assertThatThrownBy(() -> draft("one more", "anna")).isInstanceOf(DefinitionRefusal.TooManyDrafts.class);
        DraftDefinition tomorrow = new DraftDefinition(ID, "one more", "anna", hours(24));
        assertThat(DefinitionDecider.decide(tomorrow, state())).hasSize(1);
        assertThat(DefinitionState.after(state(), new DefinitionDrafted(ID, 102, "one more", "anna", hours(24)))
                        .written())
                .hasSize(DefinitionState.WRITTEN_KEPT)
                .endsWith(hours(24));
        DraftDefinition sooner =
                new DraftDefinition(ID, "one more", "anna", hours(24).minusMillis(1));
        assertThatThrownBy(() -> DefinitionDecider.decide(sooner, state()))
                .isInstanceOf(DefinitionRefusal.TooManyDrafts.class);
    }

    @Test
    void versions_fit_into_one_view_together_and_drafts_that_were_given_up_take_no_room() {
        String half = "ü".repeat((int) DefinitionDecider.LARGEST / 4);
        draft(half, "anna");
        withdraw(2, NOON);
        draft(half, "anna");
        submit(3, null, null, false);
        String rest = half.substring(5) + "x"; // 9 bytes less, for "the first" is there from the start

        assertThatThrownBy(() -> draft(half, "bob")).isInstanceOf(DefinitionRefusal.DefinitionIsFull.class);
        assertThat(draft(rest, "bob")).hasSize(1);
        ChangeDraft longer = new ChangeDraft(ID, 4, IfMatch.ANY, half, "bob", NOON);
        assertThatThrownBy(() -> DefinitionDecider.decide(longer, state(), at()))
                .isInstanceOf(DefinitionRefusal.DefinitionIsFull.class);
        ChangeDraft asLong = new ChangeDraft(ID, 4, IfMatch.ANY, half.substring(5) + "y", "bob", NOON);
        assertThat(DefinitionDecider.decide(asLong, state(), at())).hasSize(1);
        withdraw(3, NOON);
        assertThat(state().version(3).content()).isEqualTo(half);
        assertThat(state().version(2).content()).isEmpty();
    }

    @Test
    void no_step_is_taken_by_somebody_who_has_not_seen_the_last_one() {
        draft("another", "anna");
        IfMatch stale = IfMatch.version(7);

        assertThatThrownBy(() -> DefinitionDecider.decide(
                        new SubmitDraft(ID, 2, stale, null, null, "anna", NOON), state(), at(), true))
                .isInstanceOf(StaleVersion.class);
        assertThatThrownBy(
                        () -> DefinitionDecider.decide(new WithdrawVersion(ID, 2, stale, "anna", NOON), state(), at()))
                .isInstanceOf(StaleVersion.class);
        submit(2, null, null, true);
        assertThatThrownBy(() -> DefinitionDecider.decide(new ApproveVersion(ID, 2, stale, "bob", NOON), state(), at()))
                .isInstanceOf(StaleVersion.class);
        assertThat(DefinitionDecider.decide(new ApproveVersion(ID, 2, IfMatch.version(1), "bob", NOON), state(), at()))
                .hasSize(2);
    }

    @Test
    void what_is_withdrawn_ends_then_and_what_was_before_it_is_effective_again() {
        draft("another", "anna");
        submit(2, null, null, true);
        approve(2, "bob", NOON);

        withdraw(2, hours(3));

        assertThat(withdraw(2, hours(4))).isEmpty();
        assertThat(effective(hours(2))).contains("another");
        assertThat(effective(hours(3))).contains("the first");
        assertThatThrownBy(() -> withdraw(1, hours(4))).isInstanceOf(DefinitionRefusal.FirstVersion.class);
    }
}
