package io.annals.query.mention;

import static io.annals.query.Stories.ANN;
import static io.annals.query.Stories.contact;
import static io.annals.query.Stories.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.customer.CustomerEvent.RegionAssigned;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import io.annals.query.GivenFact;
import io.annals.query.mention.MentionsView.Note;
import io.annals.query.visibility.Belonging;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class MentionFoldTest {
    private static NoteTaken note(String id, String text, String... names) {
        return new NoteTaken(contact(ANN, id, "desk", day(1)), Personal.of(text), Set.of(names));
    }

    private static List<Note> after(Fact... facts) {
        return GivenFact.view(new MentionFold(), List.of(facts)).notes();
    }

    @Test
    void a_note_that_mentions_somebody_is_kept_with_who_wrote_it() {
        assertThat(after(note("n1", "nobody"), note("n2", "look at this", "bob", "cy")))
                .singleElement()
                .satisfies(kept -> {
                    assertThat(kept.mentions()).containsExactlyInAnyOrder("bob", "cy");
                    assertThat(kept.by()).isEqualTo("agent");
                    assertThat(kept.position()).isEqualTo(2);
                });
    }

    @Test
    void a_long_note_is_kept_by_its_beginning_and_no_character_is_halved() {
        Note kept =
                after(note("n1", "𝄞".repeat(MentionFold.BEGINNING + 1), "bob")).getFirst();

        assertThat(kept.text()).isEqualTo(Personal.of("𝄞".repeat(MentionFold.BEGINNING) + "…"));
    }

    @Test
    void notes_on_somebody_erased_mention_nobody_any_more() {
        assertThat(after(note("n1", "look", "bob"), new CustomerErased(ANN, day(2))))
                .isEmpty();
    }

    @Test
    void a_note_that_just_fits_is_kept_whole() {
        String fits = "𝄞".repeat(MentionFold.BEGINNING);

        assertThat(after(note("n1", fits, "bob")).getFirst().text()).isEqualTo(Personal.of(fits));
    }

    @Test
    void of_very_many_notes_the_latest_are_kept() {
        List<Fact> notes = IntStream.rangeClosed(1, MentionFold.KEPT + 3)
                .<Fact>mapToObj(i -> note("n" + i, "look", "bob"))
                .toList();

        assertThat(GivenFact.view(new MentionFold(), notes).notes())
                .hasSize(MentionFold.KEPT)
                .extracting(Note::position)
                .startsWith(4L)
                .endsWith(MentionFold.KEPT + 3L);
    }

    @Test
    void they_are_listed_for_whoever_sees_the_customers_team_and_region() {
        MentionsView view = GivenFact.view(
                new MentionFold(),
                List.of(
                        note("n1", "look", "bob"),
                        new TeamAssigned(ANN, "north", day(2)),
                        new RegionAssigned(ANN, "kyiv", day(2))));

        assertThat(view.belonging()).isEqualTo(new Belonging("north", "kyiv"));
        assertThat(view.notes()).hasSize(1);
    }

    @Test
    void what_mentions_nobody_leaves_the_very_same_view() {
        GivenFact erased = GivenFact.inCommitsOf(1, List.of(new CustomerErased(ANN, day(2))))
                .getFirst();
        GivenFact note = GivenFact.inCommitsOf(1, List.of(note("n1", "nobody"))).getFirst();

        assertThat(new MentionFold().apply(MentionsView.NONE, erased.where(), erased.fact()))
                .isSameAs(MentionsView.NONE);
        assertThat(new MentionFold().apply(MentionsView.NONE, note.where(), note.fact()))
                .isSameAs(MentionsView.NONE);
    }
}
