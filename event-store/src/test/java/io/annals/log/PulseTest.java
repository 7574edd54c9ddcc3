package io.annals.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.log.Pulse.Wanted;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class PulseTest {
    private long now = 1_000;
    private final Pulse pulse = new Pulse(() -> now);

    private void pass(long millis) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Test
    void a_log_on_which_nothing_happens_is_slow_and_nobody_else_s() {
        assertThat(pulse.othersAppend()).isFalse();
        assertThat(pulse.fast()).isFalse();
    }

    @Test
    void a_hundred_commits_in_a_tenth_of_a_second_are_fast_for_a_while() {
        pulse.beat(99);
        assertThat(pulse.fast()).isFalse();
        pulse.beat(1);
        assertThat(pulse.fast()).isTrue();

        pass(150);
        assertThat(pulse.fast()).isTrue();
        pass(150);
        assertThat(pulse.fast()).isFalse();
    }

    @Test
    void others_append_for_a_tenth_of_a_second_after_their_last_commit() {
        pulse.beatOfOthers();
        pass(99);
        assertThat(pulse.othersAppend()).isTrue();
        pass(1);
        assertThat(pulse.othersAppend()).isFalse();
    }

    @Test
    void while_others_append_whole_commits_are_wanted_until_there_are_too_many() {
        assertThat(pulse.wanted()).isEqualTo(Wanted.POSITIONS);
        pulse.beatOfOthers();
        pulse.beat(249);
        assertThat(pulse.wanted()).isEqualTo(Wanted.COMMITS);
        pulse.beat(1);
        assertThat(pulse.wanted()).isEqualTo(Wanted.NOTHING);

        pass(9_999);
        assertThat(pulse.wanted()).isEqualTo(Wanted.COMMITS);
        pass(1);
        assertThat(pulse.wanted()).isEqualTo(Wanted.POSITIONS);
    }

    @Test
    void what_this_process_appends_by_the_hundred_needs_no_change_stream() {
        pulse.beat(99);
        assertThat(pulse.wanted()).isEqualTo(Wanted.POSITIONS);
        pulse.beat(1);
        assertThat(pulse.wanted()).isEqualTo(Wanted.NOTHING);
    }
}
