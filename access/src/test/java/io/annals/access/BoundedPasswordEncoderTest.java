package io.annals.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.edge.refusal.TooMany;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.password.PasswordEncoder;

@Tag("quick")
class BoundedPasswordEncoderTest {
    private static final int CORES = 4;
    private static final int SHARE = 2;
    private static final int WAITING = 200;
    private static final int ALL = 300;

    /** Hashes nothing, but counts how many of it are at work, and goes on when it is told to. */
    private static final class Counting implements PasswordEncoder {
        private final CountDownLatch begun = new CountDownLatch(SHARE);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final AtomicInteger atWork = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public String encode(@Nullable CharSequence password) {
            most.accumulateAndGet(atWork.incrementAndGet(), Math::max);
            begun.countDown();
            try {
                assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                atWork.decrementAndGet();
            }
            return "hashed " + password;
        }

        @Override
        public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
            return encode(password).equals(hash);
        }
    }

    @Test
    void no_more_than_half_of_the_cores_hash_at_once_and_whoever_comes_when_too_many_wait_is_told_so()
            throws Exception {
        Counting counting = new Counting();
        try (BoundedPasswordEncoder encoder = new BoundedPasswordEncoder(counting, CORES);
                ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> asked = new ArrayList<>();
            for (int i = 0; i < ALL; i++) {
                asked.add(callers.submit(() -> encoder.matches("x", "hashed x")));
            }
            assertThat(counting.begun.await(20, TimeUnit.SECONDS)).isTrue();
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (asked.stream().filter(Future::isDone).count() < ALL - SHARE - WAITING) {
                assertThat(System.nanoTime()).as("refused in time").isLessThan(deadline);
                Thread.onSpinWait();
            }
            assertThatThrownBy(() -> encoder.encode("x")).isInstanceOf(TooMany.class);
            counting.goOn.countDown();
            for (Future<Boolean> one : asked) {
                while (!one.isDone()) {
                    assertThat(System.nanoTime()).as("hashed in time").isLessThan(deadline);
                    Thread.onSpinWait();
                }
            }

            assertThat(counting.most).hasValue(SHARE);
            assertThat(asked)
                    .filteredOn(one -> one.state() == Future.State.SUCCESS)
                    .hasSize(SHARE + WAITING);
        }
    }

    @Test
    void hashes_are_what_they_are_without_a_bound() {
        try (BoundedPasswordEncoder encoder = (BoundedPasswordEncoder) new Passwords().passwordEncoder()) {
            String hash = String.valueOf(encoder.encode("lamp-orchard-quarry-7"));

            assertThat(hash).startsWith("{argon2}$argon2id$");
            assertThat(encoder.matches("lamp-orchard-quarry-7", hash)).isTrue();
            assertThat(encoder.matches("lamp-orchard-quarry-8", hash)).isFalse();
            assertThat(encoder.upgradeEncoding(hash)).isFalse();
        }
    }
}
