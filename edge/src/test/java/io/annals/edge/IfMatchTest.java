package io.annals.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.StaleVersion;
import io.annals.edge.refusal.VersionMissing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, 13.1.1: of what stands at version 3. */
@Tag("quick")
class IfMatchTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                " * ",
                "\"3\"",
                "\"version-3\"",
                "\"1\", \"3\"",
                "\"1\",\"version-3\" , ,",
                "W/\"1\", \"3\"",
                "\"a,b\", \"3\""
            })
    void what_names_the_version_that_stands_is_done(String header) {
        assertThatCode(() -> IfMatch.of(header).refuseUnless(3)).doesNotThrowAnyException();
    }

    /** Also what is weak, since it is compared strongly, and what no version could be. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"4\"",
                "W/\"3\"",
                "\"1\", \"2\"",
                "\"\"",
                "\"03\"",
                "\"-3\"",
                "\"x3\"",
                "\"99999999999999999999\"",
                "\"position-3\""
            })
    void what_names_another_is_stale(String header) {
        assertThatThrownBy(() -> IfMatch.of(header).refuseUnless(3))
                .isInstanceOfSatisfying(
                        StaleVersion.class, stale -> assertThat(stale.version()).isEqualTo(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "", ",", "\"3", "W/3", "w/\"3\"", "*, \"3\"", "\"1\" \"3\"", "\"1\"; \"3\""})
    void what_is_no_list_of_tags_is_refused_by_the_name_of_its_header(String header) {
        assertThatThrownBy(() -> IfMatch.of(header))
                .isInstanceOfSatisfying(
                        BadInput.class, refusal -> assertThat(refusal.field()).isEqualTo("If-Match"));
    }

    @Test
    void who_takes_the_tag_of_a_view_for_the_version_is_told_so() {
        assertThatThrownBy(() -> IfMatch.of(Positions.etag(3)).refuseUnless(3))
                .isInstanceOfSatisfying(
                        StaleVersion.class,
                        stale -> assertThat(stale.sentence()).contains("position of a view"));
    }

    @Test
    void an_edit_without_a_version_is_asked_for_one_where_it_needs_it() {
        assertThatThrownBy(() -> IfMatch.of(null)).isInstanceOf(VersionMissing.class);
        assertThatCode(() -> IfMatch.orAny(null).refuseUnless(3)).doesNotThrowAnyException();
    }

    @Test
    void of_many_versions_the_newest_is_repeated() {
        assertThatThrownBy(() -> IfMatch.of("\"1\", \"2\"").refuseUnless(3))
                .isInstanceOfSatisfying(
                        StaleVersion.class, stale -> assertThat(stale.facts()).containsEntry("seen", 2L));
    }
}
