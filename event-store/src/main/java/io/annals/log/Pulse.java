package io.annals.log;

import java.util.concurrent.TimeUnit;

/**
 * How fast the log is growing, as its follower sees it. A change stream costs the server some 50 µs a commit, so it is worth
 * having while little happens; when much does, looking every few milliseconds is cheaper and as prompt.
 */
final class Pulse {
    private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int FAST = 100;

    private long windowStart = System.nanoTime();
    private int before;
    private int now;

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

    private void turn() {
        long passed = System.nanoTime() - windowStart;
        if (passed >= WINDOW) {
            before = passed < 2 * WINDOW ? now : 0;
            now = 0;
            windowStart += passed - passed % WINDOW;
        }
    }
}
