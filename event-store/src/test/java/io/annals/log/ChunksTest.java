package io.annals.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.log.Chunks.Chunk;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class ChunksTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void one_chunk_is_made_for_whoever_takes_none_and_one_more_with_each_that_is_taken() throws Exception {
        Chunks<Integer> chunks = new Chunks<>(3);
        AtomicInteger made = new AtomicInteger();
        Thread maker = Thread.startVirtualThread(() -> make(chunks, made));
        until(() -> made.get() == 1 && maker.getState() == Thread.State.TIMED_WAITING);

        assertThat(chunks.take().items()).containsExactly(1);
        until(() -> made.get() == 3 && maker.getState() == Thread.State.TIMED_WAITING);
        assertThat(Objects.requireNonNull(chunks.poll()).items()).containsExactly(2);
        until(() -> made.get() == 5 && maker.getState() == Thread.State.TIMED_WAITING);
        assertThat(chunks.take().items()).containsExactly(3);
        until(() -> made.get() == 6 && maker.getState() == Thread.State.TIMED_WAITING);

        chunks.close();
        assertThat(maker.join(PATIENCE)).isTrue();
    }

    private static void make(Chunks<Integer> chunks, AtomicInteger made) {
        try {
            while (!chunks.closed()) {
                chunks.put(Chunk.of(List.of(made.get() + 1)));
                made.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void until(BooleanSupplier so) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
