package io.annals.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.log.Chunks.Chunk;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class ChunksTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void one_chunk_is_made_for_whoever_takes_none_and_one_more_with_each_that_is_taken() throws Exception {
        Chunks<Integer> chunks = new Chunks<>(3, new Semaphore(9));
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

    @Test
    void whoever_reads_on_borrows_places_of_what_all_share_and_gives_them_back_at_the_end() throws Exception {
        Semaphore shared = new Semaphore(3);
        Chunks<Integer> one = new Chunks<>(4, shared);
        Chunks<Integer> other = new Chunks<>(4, shared);
        assertThat(one.isWide()).isFalse();

        for (int i = 0; i < 2; i++) {
            one.put(Chunk.of(List.of(i)));
            one.take();
            other.put(Chunk.of(List.of(i)));
            other.take();
        }
        assertThat(shared.availablePermits())
                .as("two for one, one for the other")
                .isZero();
        assertThat(one.isWide()).isTrue();
        for (int i = 0; i < 5; i++) {
            other.put(Chunk.of(List.of(i))); // there always is the first place, and here one more
            other.take();
        }
        one.put(Chunk.end(null));
        one.take();
        assertThat(shared.availablePermits()).isEqualTo(2);
        assertThat(one.isWide()).isFalse();
        one.close();
        other.close();
        other.close();
        assertThat(shared.availablePermits()).isEqualTo(3);
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
