package io.annals.query.timeline.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class WordsTest {
    private static Words words() {
        return new Words(100);
    }

    @Test
    void letters_are_the_same_with_and_without_their_marks_in_any_script() {
        assertThat(Words.folded("Žarko ĐORĐEVIĆ")).isEqualTo("zarko dordevic");
        assertThat(Words.folded("İSMAYIL ısmayıl Ələkbər")).isEqualTo("ismayil ismayil elekber");
        assertThat(Words.folded("Їжак Ёлка Ґудзь")).isEqualTo("іжак елка гудзь");
    }

    @Test
    void a_stretch_with_a_digit_or_an_at_is_kept_whole_as_well() {
        assertThat(words().text("Order A-4711/2, not well-known.").all())
                .containsExactly("4711", "a-4711/2", "known", "not", "order", "well");
        assertThat(words().text("(ann.q@example.com)").all())
                .containsExactly("ann", "ann.q@example.com", "com", "example");
    }

    @Test
    void a_number_is_found_by_every_ending_of_four_digits_and_more() {
        assertThat(words().number("+4930123").all()).containsExactly("+4930123", "0123", "30123", "4930123", "930123");
    }

    @Test
    void very_many_or_very_long_words_do_not_make_the_index_grow_without_end() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            text.append("word").append(i).append(' ');
        }

        assertThat(words().text(text.toString()).all()).hasSize(100);
        assertThat(words().text("x".repeat(10_000)).all()).containsExactly("x".repeat(40));
    }

    @Test
    void a_snippet_is_cut_at_spaces_around_the_first_word_found() {
        WordQuery query = WordQuery.of("needle", "q");
        String hay = "hay ".repeat(50);

        assertThat(query.snippet(hay + "a Needle! " + hay, 40)).isEqualTo("… hay hay a Needle! hay hay hay hay hay …");
        assertThat(query.snippet("needles", 40)).isEqualTo("needles");
        assertThat(query.snippet(hay, 40)).isEmpty();
    }
}
