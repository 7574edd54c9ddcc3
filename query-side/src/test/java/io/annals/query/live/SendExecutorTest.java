package io.annals.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class SendExecutorTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void a_socket_that_outlasts_the_senders_has_nothing_sent_and_is_told_of_no_mistake() throws InterruptedException {
        AtomicInteger sent = new AtomicInteger();
        SendExecutor senders = new SendExecutor(1);
        senders.execute(sent::incrementAndGet);
        senders.await(SOON);

        senders.close();
        senders.execute(sent::incrementAndGet);

        assertThat(sent).hasValue(1);
    }
}
