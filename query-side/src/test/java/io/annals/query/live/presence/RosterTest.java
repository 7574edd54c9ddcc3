package io.annals.query.live.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class RosterTest {
    private final Roster roster = new Roster();

    private static Seat seat(String id, String name, @Nullable String customer, boolean typing, int second) {
        return new Seat(id, "n", name, customer, true, typing, null, Instant.ofEpochSecond(second));
    }

    @Test
    void a_person_with_two_windows_is_one_person() {
        roster.put(seat("1", "anna", "c", false, 20));
        roster.put(seat("2", "bob", "c", false, 15));
        roster.put(seat("3", "anna", "c", true, 10));

        assertThat(roster.at("c"))
                .containsExactly(
                        new Person("anna", true, true, false, Instant.ofEpochSecond(10)),
                        new Person("bob", true, false, false, Instant.ofEpochSecond(15)));
    }

    @Test
    void whoever_moves_concerns_both_and_what_is_no_change_concerns_nobody() {
        assertThat(roster.put(seat("1", "anna", "c", false, 1))).containsExactly("c");
        assertThat(roster.put(seat("1", "anna", "c", false, 1))).isEmpty();
        assertThat(roster.put(seat("1", "anna", "d", false, 2))).containsExactlyInAnyOrder("c", "d");
        assertThat(roster.at("c")).isEmpty();
        assertThat(roster.remove("1")).containsExactly("d");
        assertThat(roster.remove("1")).isEmpty();
    }

    @Test
    void whoever_takes_care_of_a_customer_is_told_with_whom() {
        roster.put(seat("1", "anna", "c", false, 1));
        roster.put(new Seat("2", "n", "bob", "d", true, false, true, Instant.ofEpochSecond(1)));

        assertThat(roster.claimed()).isEqualTo(Map.of("d", "bob"));
    }

    @Test
    void after_a_break_only_what_differs_is_told() {
        roster.put(seat("1", "anna", "c", false, 1));
        roster.put(seat("2", "bob", "d", false, 1));

        assertThat(roster.replace(List.of(seat("1", "anna", "c", false, 1), seat("3", "cy", null, false, 1))))
                .containsExactly("d");
        assertThat(roster.everybody()).isEqualTo(Map.of("anna", List.of("c"), "cy", List.of()));
    }
}
