package io.annals.log;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How fast the log is growing, as its follower sees it. A change stream costs the server some 50 µs a commit, so it is worth
 * having while little happens; when much does, looking every few milliseconds is cheaper and as prompt.
 */
final class Pulse {
    private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int FAST = 100;

    private final LongSupplier nanos;
    private long windowStart;
    private int before;
    private int now;
    private long othersAt;

    Pulse() {
        this(System::nanoTime);
    }

    Pulse(LongSupplier nanos) {
        this.nanos = nanos;
        this.windowStart = nanos.getAsLong();
        this.othersAt = windowStart - WINDOW;
    }

    /** So many commits have been seen. */
    synchronized void beat(int commits) {
        turn();
        now += commits;
    }

    /** Whether a thousand commits a second or more were seen in this tenth of a second or the last. */
    synchronized boolean fast() {
        turn();
        return Math.max(before, now) >= FAST;
    }

    /** Commits of another process have been seen. */
    synchronized void beatOfOthers() {
        othersAt = nanos.getAsLong();
    }

    /** They were of this process after all. */
    synchronized void beatOfOurs() {
        othersAt = nanos.getAsLong() - WINDOW;
    }

    /** Whether another process has appended in the last tenth of a second. */
    synchronized boolean othersAppend() {
        return nanos.getAsLong() - othersAt < WINDOW;
    }

    private void turn() {
        long passed = nanos.getAsLong() - windowStart;
        if (passed >= WINDOW) {
            before = passed < 2 * WINDOW ? now : 0;
            now = 0;
            windowStart += passed - passed % WINDOW;
        }
    }
}
