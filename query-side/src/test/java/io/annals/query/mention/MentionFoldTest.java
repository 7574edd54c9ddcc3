package io.annals.query.mention;

import static io.annals.query.Stories.ANN;
import static io.annals.query.Stories.contact;
import static io.annals.query.Stories.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.query.GivenFact;
import io.annals.query.mention.MentionsView.Note;
import java.util.List;
import java.util.Set;
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
}
