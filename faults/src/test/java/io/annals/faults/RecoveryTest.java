package io.annals.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.faults.history.Operation;
import io.annals.faults.history.Operation.Acknowledged;
import io.annals.faults.history.Operation.PrimaryDied;
import io.annals.faults.history.Operation.Proposed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The time from a primary's death to the next acknowledgement. */
@Tag("quick")
class RecoveryTest {

    @Test
    void counts_to_the_first_acknowledgement_of_what_was_proposed_after_the_death() {
        List<Operation> workload = List.of(
                proposed("before", 90),
                new Acknowledged("a", 105, "before", 1),
                proposed("second", 120),
                new Acknowledged("a", 400, "second", 3),
                proposed("first", 130),
                new Acknowledged("a", 350, "first", 2));

        assertThat(Recovery.times(List.of(new PrimaryDied("nemesis", 100)), workload))
                .containsExactly(250L);
    }

    @Test
    void leaves_out_a_death_that_nothing_followed() {
        assertThat(Recovery.times(List.of(new PrimaryDied("nemesis", 100)), List.of(proposed("before", 90))))
                .isEmpty();
    }

    private static Proposed proposed(String commit, long nanos) {
        return new Proposed("a", nanos, commit, List.of(), Map.of());
    }
}
