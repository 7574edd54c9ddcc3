package io.annals.log;

import static io.annals.log.Examples.event;
import static io.annals.log.Examples.proposal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.annals.log.EventLog.Place;
import io.annals.log.EventLog.Tail;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tails: what is there, then what comes. */
abstract class FollowingContract extends EventLogContract {
    @Test
    void a_tail_catches_up_and_then_follows() throws Exception {
        for (int i = 0; i < 700; i++) {
            log.append(proposal(event("s", i)));
        }
        append(log, proposal(event("s", 700)));

        try (Tail tail = log.tail(Place.BEGINNING)) {
            assertThat(take(tail, 701)).isEqualTo(numbers(1, 701));
            assertThat(tail.poll(10, Duration.ofMillis(20))).isEmpty();

            append(log, proposal(event("s", 701)));
            append(log, proposal(event("t", 0)));

            assertThat(take(tail, 2)).isEqualTo(numbers(702, 703));
            assertThat(tail.place().position()).isEqualTo(703);
            assertThat(tail.place().hash()).isEqualTo(all(log, 702).getFirst().hash());
        }
    }

    @Test
    void a_tail_follows_what_another_log_records() throws Exception {
        EventLog second = another(InstantSource.system());
        try (Tail tail = second.tail(Place.BEGINNING)) {
            assertThat(tail.poll(10, Duration.ofMillis(20))).isEmpty();

            together(
                    8,
                    thread -> IntStream.range(0, 50)
                            .mapToObj(i -> append(thread % 2 == 0 ? log : second, proposal(event("s" + thread, i))))
                            .toList());

            assertThat(take(tail, 400)).isEqualTo(numbers(1, 400));
        }
    }

    @Test
    void many_tails_from_anywhere_see_the_same() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<List<Long>> seen = together(9, thread -> {
            if (thread == 0) {
                for (int i = 0; i < 1_500; i++) {
                    Appending appending = log.append(proposal(event("s", i)));
                    if (i % 100 == 99) {
                        await(appending.durable());
                    }
                }
                done.set(true);
                return List.of();
            }
            try (Tail tail = log.tail(Place.BEGINNING)) {
                return take(tail, 1_500);
            }
        });

        assertThat(done).isTrue();
        assertThat(seen.subList(1, 9))
                .allSatisfy(positions -> assertThat(positions).isEqualTo(numbers(1, 1_500)));
    }

    @Test
    void a_tail_goes_on_from_where_another_stopped() throws Exception {
        for (int i = 0; i < 30; i++) {
            append(log, proposal(event("s", i)));
        }
        Place place;
        try (Tail tail = log.tail(Place.after(10))) {
            assertThat(take(tail, 5)).isEqualTo(numbers(11, 15));
            place = tail.place();
        }

        try (Tail tail = another(InstantSource.system()).tail(place)) {
            assertThat(take(tail, 15)).isEqualTo(numbers(16, 30));
        }
    }

    @Test
    void a_tail_wakes_its_listener() throws Exception {
        try (Tail tail = log.tail(Place.BEGINNING)) {
            assertThat(tail.poll(10, Duration.ofMillis(20))).isEmpty();
            for (int i = 0; i < 3; i++) {
                CountDownLatch woken = new CountDownLatch(2);
                tail.onAvailable(woken::countDown); // which may call at once
                append(log, proposal(event("s", i)));
                assertThat(woken.await(patience().toMillis(), TimeUnit.MILLISECONDS))
                        .isTrue();
                assertThat(take(tail, 1)).containsExactly(i + 1L);
            }
        }
    }

    @Test
    void a_tail_from_a_place_that_is_not_on_the_log_is_refused() {
        append(log, proposal(event("s", 0)));
        append(log, proposal(event("s", 1)));
        ChainHash foreign = new ChainHash(new byte[] {
            1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8
        });

        assertThat(pollingUntilRefused(new Place(1, foreign))).isInstanceOf(LogBroken.class);
        assertThat(pollingUntilRefused(new Place(17, foreign))).isInstanceOf(LogBroken.class);
    }

    private Throwable pollingUntilRefused(Place place) {
        try (Tail tail = log.tail(place)) {
            return catchThrowable(() -> {
                long until = System.nanoTime() + patience().toNanos();
                while (System.nanoTime() < until) {
                    assertThat(tail.poll(10, Duration.ofMillis(100))).isEmpty();
                }
            });
        }
    }
}
