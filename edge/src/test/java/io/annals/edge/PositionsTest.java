package io.annals.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.VersionMissing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionsTest {
    @Test
    void a_position_travels_as_a_strong_tag_and_back() {
        assertThat(Positions.etag(4711)).isEqualTo("\"4711\"");
        assertThat(Positions.ofIfMatch(Positions.etag(4711))).isEqualTo(4711);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "4711", "W/\"4711\"", "\"\"", "\"-1\"", "\"1\", \"2\"", "\"99999999999999999999\""})
    void anything_else_is_refused_by_the_name_of_its_header(String header) {
        assertThatThrownBy(() -> Positions.ofIfMatch(header))
                .isInstanceOfSatisfying(
                        BadInput.class, refusal -> assertThat(refusal.field()).isEqualTo("If-Match"));
    }

    @Test
    void an_edit_without_a_version_is_asked_for_one() {
        assertThatThrownBy(() -> Positions.ofIfMatch(null)).isInstanceOf(VersionMissing.class);
    }
}
