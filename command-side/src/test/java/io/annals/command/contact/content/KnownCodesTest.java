package io.annals.command.contact.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.events.contact.CodedText;
import io.annals.events.contact.Vocabulary;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class KnownCodesTest {
    @Test
    void words_that_a_company_has_put_on_a_list_are_its_code_and_all_others_stay_what_they_are() {
        KnownCodes.Reading reading = new KnownCodes(Map.of(
                        Vocabulary.STORE, Map.of("main-street", List.of("Shop in Main Street", "Головна вулиця"))))
                .reading();

        assertThat(reading.read(Vocabulary.STORE, "shop in  main street")).isEqualTo(CodedText.of("main-street"));
        assertThat(reading.read(Vocabulary.STORE, "ГОЛОВНА ВУЛИЦЯ")).isEqualTo(CodedText.of("main-street"));
        assertThat(reading.read(Vocabulary.STORE, "Main_Street")).isEqualTo(CodedText.of("main-street"));
        assertThat(reading.read(Vocabulary.STORE, "store-12")).isEqualTo(CodedText.of("store-12"));
        assertThat(reading.read(Vocabulary.STORE, "at Anna's")).isEqualTo(CodedText.words("at Anna's"));
        assertThat(reading.read(Vocabulary.OUTCOME, "No answer")).isEqualTo(CodedText.of("no-answer"));
    }

    @Test
    void what_is_no_code_cannot_be_put_on_a_list() {
        assertThatThrownBy(() -> new KnownCodes(Map.of(Vocabulary.STORE, Map.of("main street", List.of()))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
