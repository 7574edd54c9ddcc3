package io.annals.log.axon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class PromptCoordinatorTest {
    @Test
    void only_the_wait_for_room_is_shortened() {
        try (var coordinator = new PromptCoordinator(1, Thread.ofVirtual().factory())) {
            assertThat(delayOf(coordinator, 0)).isNotPositive();
            assertThat(delayOf(coordinator, 100)).isLessThanOrEqualTo(2);
            assertThat(delayOf(coordinator, 500)).isGreaterThan(100);
            assertThat(delayOf(coordinator, 5_000)).isGreaterThan(500);
            coordinator.shutdownNow();
        }
    }

    private static long delayOf(PromptCoordinator coordinator, long millis) {
        return coordinator.schedule(() -> {}, millis, TimeUnit.MILLISECONDS).getDelay(TimeUnit.MILLISECONDS);
    }
}
