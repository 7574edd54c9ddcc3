package io.annals.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.log.TurnOrder.Says;
import io.annals.log.TurnOrder.Word;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class TurnOrderTest {
    private final TurnOrder order = new TurnOrder();

    private void hear(String who, Says says, String... known) {
        order.hear(new Word(who, says, List.of(known), 0));
    }

    @Test
    void whoever_asks_first_is_first_and_asking_again_changes_nothing() {
        hear("a", Says.COMES);
        assertThat(order.first()).isNull();

        hear("b", Says.ASKS);
        hear("a", Says.ASKS, "b");
        hear("b", Says.ASKS, "b");

        assertThat(order.inOrder()).containsExactly("b", "a");
        assertThat(order.awaited()).isTrue();
    }

    @Test
    void a_turn_that_is_passed_goes_to_the_next_and_its_owner_waits_behind_all_others() {
        hear("a", Says.ASKS);
        hear("b", Says.ASKS);
        hear("c", Says.ASKS);

        hear("a", Says.PASSES, "a", "b"); // it had not heard c yet

        assertThat(order.inOrder()).containsExactly("b", "c", "a");
    }

    @Test
    void whoever_leaves_waits_no_more() {
        hear("a", Says.ASKS);
        hear("b", Says.ASKS);

        hear("a", Says.LEAVES);
        assertThat(order.first()).isEqualTo("b");
        assertThat(order.holds("a")).isFalse();

        hear("b", Says.LEAVES);
        assertThat(order.first()).isNull();
    }

    @Test
    void who_came_late_learns_the_order_when_a_turn_is_passed() {
        hear("late", Says.ASKS);

        hear("a", Says.PASSES, "a", "b", "c");

        assertThat(order.inOrder()).containsExactly("b", "c", "late", "a");
    }
}
