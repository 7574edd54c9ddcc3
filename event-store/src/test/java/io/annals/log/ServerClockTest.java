package io.annals.log;

import static io.annals.log.Examples.event;
import static io.annals.log.Examples.proposal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A machine whose clock is wrong does not date commits. */
class ServerClockTest {
    private final Databases databases = Databases.fresh();
    private final AtomicReference<Duration> off = new AtomicReference<>(Duration.ZERO);
    private final MongoEventLog log = databases.log(() -> Instant.now().plus(off.get()), LogSettings.ordinary());

    @AfterEach
    void close() {
        databases.close();
    }

    @Test
    void a_clock_that_is_seconds_off_the_servers_is_refused_until_it_is_set() {
        append(0);

        off.set(Duration.ofSeconds(5));
        assertThatThrownBy(() -> append(1))
                .hasCauseInstanceOf(LogUnavailable.class)
                .hasMessageContaining("ahead of the database server's")
                .hasMessageContaining("nothing has been recorded");
        off.set(Duration.ofSeconds(-5));
        assertThatThrownBy(() -> append(1)).hasMessageContaining("behind the database server's");
        assertThat(log.head()).isEqualTo(1);

        off.set(Duration.ofMillis(500));
        append(1);
        assertThat(log.head()).isEqualTo(2);
    }

    @Test
    void a_log_opened_with_a_wrong_clock_can_be_read() {
        append(0);
        MongoEventLog wrong = databases.log(() -> Instant.now().minusSeconds(60), LogSettings.ordinary());

        assertThat(wrong.stream("s", 0)).hasSize(1);
        assertThatThrownBy(() -> wrong.append(proposal(event("s", 1))).durable().join())
                .hasCauseInstanceOf(LogUnavailable.class);
    }

    private void append(int seq) {
        log.append(proposal(event("s", seq))).durable().join();
    }
}
