package io.annals.app.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TextsTest {
    private static Texts.Part part(String language, String place, String texts) {
        return new Texts.Part(language, place, JsonMapper.shared().readTree(texts));
    }

    @Test
    void what_lies_in_several_places_is_one_text_of_each_language() {
        assertThat(Texts.merged(List.of(
                        part("en", "shell", "{\"close\":\"Close\"}"),
                        part("uk", "shell", "{\"close\":\"Закрити\"}"),
                        part("en", "tasks", "{\"tasks.count\":{\"one\":\"{n} task\",\"other\":\"{n} tasks\"}}"),
                        part("uk", "tasks", "{\"tasks.count\":{\"one\":\"{n} задача\",\"other\":\"{n} задачі\"}}"))))
                .hasToString("{en={\"close\":\"Close\",\"tasks.count\":{\"one\":\"{n} task\",\"other\":\"{n} tasks\"}},"
                        + " uk={\"close\":\"Закрити\",\"tasks.count\":{\"one\":\"{n} задача\",\"other\":\"{n}"
                        + " задачі\"}}}");
    }

    @Test
    void a_text_that_a_language_lacks_is_named_with_where_it_lies_in_another() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Texts.merged(
                        List.of(part("en", "tasks/en", "{\"nav.tasks\":\"Tasks\"}"), part("uk", "tasks/uk", "{}"))))
                .withMessage("The desk has no text nav.tasks in uk, but in tasks/en");
    }

    @Test
    void two_features_do_not_give_the_same_text() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Texts.merged(
                        List.of(part("en", "a", "{\"save\":\"Save\"}"), part("en", "b", "{\"save\":\"Keep\"}"))))
                .withMessage("The desk has its text save twice, the second time in b");
    }

    @Test
    void a_kind_of_entry_that_is_called_nothing_stops_the_start() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Texts.requireKinds(
                        List.of("note", "ticket-opened"), JsonMapper.shared().readTree("{\"kind.note\":\"Note\"}")))
                .withMessage("The desk has no text kind.ticket-opened for what timelines tell");
    }

    @Test
    void the_desk_s_own_texts_are_whole() {
        assertThatNoException().isThrownBy(() -> new Texts(true));
    }
}
