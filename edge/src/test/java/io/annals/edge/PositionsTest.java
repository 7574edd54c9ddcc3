package io.annals.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class PositionsTest {
    @Test
    void a_position_travels_as_a_strong_tag_that_says_what_it_is() {
        assertThat(Positions.etag(4711)).isEqualTo("\"position-4711\"");
    }
}
