package io.annals.query.visibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.Actor;
import io.annals.edge.LimitSettings;
import io.annals.edge.Limits;
import io.annals.edge.Role;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class ReplayTurnsTest {
    private static final Duration PIECE = Duration.ofMillis(30);

    private final Limits limits = new Limits(new LimitSettings(1_000, 1_000, 1, 1, 1, 1, 1));
    private final ReplayTurns turns = new ReplayTurns(limits);
    private final Actor greedy = new Actor("greedy", Role.SERVICE);

    @Test
    void history_of_one_actor_rests_three_times_as_long_as_it_takes_while_others_ask() {
        ReplayTurns.Turn turn = turns.of(greedy);
        limits.ask(new Actor("patient", Role.AGENT));
        turn.piece(ReplayTurnsTest::work);
        long read = System.nanoTime();
        turn.piece(() -> true);

        assertThat(Duration.ofNanos(System.nanoTime() - read)).isGreaterThanOrEqualTo(PIECE.multipliedBy(2));
    }

    @Test
    void news_waits_for_no_rest() {
        ReplayTurns.Turn turn = turns.of(greedy);
        limits.ask(new Actor("patient", Role.AGENT));
        turn.piece(ReplayTurnsTest::hardWork);
        long read = System.nanoTime();
        turn.news(() -> true);

        assertThat(Duration.ofNanos(System.nanoTime() - read)).isLessThan(Duration.ofMillis(800));
    }

    @Test
    void nobody_rests_for_nobody() {
        ReplayTurns.Turn turn = turns.of(greedy);
        limits.ask(greedy);
        turn.piece(ReplayTurnsTest::hardWork);
        long read = System.nanoTime();
        turn.piece(() -> true);

        assertThat(Duration.ofNanos(System.nanoTime() - read)).isLessThan(Duration.ofMillis(800));
    }

    @Test
    void all_that_one_actor_comes_in_by_has_one_turn() {
        assertThat(turns.of(greedy)).isSameAs(turns.of(new Actor("greedy", Role.AGENT)));
    }

    private static boolean work() {
        return take(PIECE);
    }

    /** A rest of a second would follow. */
    private static boolean hardWork() {
        return take(Duration.ofMillis(400));
    }

    private static boolean take(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            LockSupport.parkNanos(until - System.nanoTime());
        }
        return true;
    }
}
