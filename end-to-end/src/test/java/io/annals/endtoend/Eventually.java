package io.annals.endtoend;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Bounded waits for what happens in another process: it is looked at again and again, and the wait ends when it is so. */
final class Eventually {
    private static final Duration LOOK = Duration.ofMillis(20);

    private Eventually() {}

    /**
     * The first answer that will do.
     *
     * @param what for the failure's sentence
     * @throws AssertionError with the last answer, when there is none in time
     */
    static <T> T see(String what, Duration patience, Supplier<T> look, Predicate<T> willDo) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            T seen = look.get();
            if (willDo.test(seen)) {
                return seen;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(what + " did not come about within " + patience + "; last seen: " + seen);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
