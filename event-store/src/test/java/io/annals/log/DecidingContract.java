package io.annals.log;

import static io.annals.log.Examples.event;
import static io.annals.log.Examples.proposal;
import static io.annals.log.Examples.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What decisions may rely on that build on each other, or on streams that they only read. */
abstract class DecidingContract extends EventLogContract {
    @Test
    void decisions_on_one_stream_may_build_on_each_other_before_they_are_durable() {
        List<Appending> appendings = LongStream.range(0, 200)
                .mapToObj(seq -> log.append(proposal(event("busy", seq))))
                .toList();

        for (int i = 0; i < 200; i++) {
            assertThat(await(appendings.get(i).placed())).isEqualTo(i + 1);
            assertThat(await(appendings.get(i).durable())).isEqualTo(i + 1);
        }
        assertThat(log.stream("busy", 0)).hasSize(200);
    }

    @Test
    void a_decision_built_on_a_placed_commit_fails_with_it() {
        EventLog second = another(InstantSource.system());
        append(second, proposal(event("s", 0)));

        Appending failing = log.append(proposal(event("s", 0)));
        List<Appending> builtOnIt = new ArrayList<>();
        Appending last = failing;
        for (int seq = 1; seq <= 3; seq++) {
            last = log.append(proposal(event("s", seq)), last);
            builtOnIt.add(last);
        }

        assertThat(outcome(failing.durable())).isInstanceOf(StreamConflict.class);
        assertThat(builtOnIt)
                .allSatisfy(each -> assertThat(outcome(each.durable())).isInstanceOf(StreamConflict.class));
        assertThat(refusal(log, proposal(event("s", 1)), failing)).isInstanceOf(StreamConflict.class);
        assertThat(log.stream("s", 0)).hasSize(1);
        assertThat(append(log, proposal(event("s", 1)))).isEqualTo(2);
    }

    @Test
    void a_decision_built_on_a_commit_that_becomes_durable_is_recorded_behind_it() {
        Appending base = log.append(proposal(event("s", 0)));
        Appending next = log.append(proposal(event("t", 0)), base);

        assertThat(await(next.durable())).isEqualTo(2);
        assertThat(await(log.append(proposal(event("s", 1)), next).durable())).isEqualTo(3);
        assertThat(all(log, 0)).hasSize(3);
    }

    @Test
    void an_expectation_that_holds_lets_a_commit_pass() {
        append(log, proposal(event("read", 0), event("read", 1)));

        assertThat(append(log, proposal(Map.of("read", 1L, "never-written", -1L), event("written", 0))))
                .isEqualTo(2);
        assertThat(all(log, 1)).hasSize(1);
    }

    @Test
    void an_expectation_that_is_outdated_refuses_a_commit() {
        append(log, run("read", 0, 2));

        assertThat(refusal(log, proposal(Map.of("read", 1L), event("w", 0)))).isInstanceOf(StreamConflict.class);
        assertThat(refusal(log, proposal(Map.of("read", -1L), event("w", 0)))).isInstanceOf(StreamConflict.class);
        assertThat(refusal(log, proposal(Map.of("read", 3L), event("w", 0)))).isInstanceOf(CommitRefused.class);
        assertThat(log.head()).isEqualTo(1);
    }

    @Test
    void an_expectation_is_held_against_what_another_log_has_recorded_meanwhile() {
        EventLog second = another(InstantSource.system());
        append(log, proposal(event("read", 0)));
        append(log, proposal(Map.of("read", 0L), event("first", 0)));
        append(second, proposal(event("read", 1)));

        assertThat(refusal(log, proposal(Map.of("read", 0L), event("w", 0)))).isInstanceOf(StreamConflict.class);
        assertThat(append(log, proposal(Map.of("read", 1L), event("w", 0)))).isEqualTo(4);
    }

    @Test
    void of_two_who_read_each_others_stream_only_one_is_recorded() {
        EventLog second = another(InstantSource.system());
        int rounds = 20;
        CyclicBarrier rendezvous = new CyclicBarrier(2);

        List<List<Boolean>> won = together(2, thread -> {
            List<Boolean> wins = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                rendezvous.await(patience().toMillis(), TimeUnit.MILLISECONDS);
                String own = (thread == 0 ? "left-" : "right-") + round;
                String other = (thread == 0 ? "right-" : "left-") + round;
                wins.add(refusal(thread == 0 ? log : second, proposal(Map.of(other, -1L), event(own, 0))) == null);
            }
            return wins;
        });

        for (int round = 0; round < rounds; round++) {
            assertThat(List.of(won.get(0).get(round), won.get(1).get(round))).containsExactlyInAnyOrder(true, false);
        }
    }
}
