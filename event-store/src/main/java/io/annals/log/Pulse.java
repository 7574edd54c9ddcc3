package io.annals.log;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How fast the log is growing, as its follower sees it, and whether by others: by which it is decided how to hear of more. */
final class Pulse {
    /** What a change stream is to tell. It costs the server some 50 µs a commit, and to look for oneself costs as much a look. */
    enum Wanted {
        /** Much happens: to look every few milliseconds is cheaper and as prompt. */
        NOTHING,
        /** Only this process has appended lately, and knows its own commits: where they stand tells that from others. */
        POSITIONS,
        /** Others append: whole commits, which then need not be read. */
        COMMITS
    }

    private static final long WINDOW = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LATELY = TimeUnit.SECONDS.toNanos(10);
    private static final int FAST = 100;
    private static final int TOO_FAST = 250;

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
        this.othersAt = windowStart - LATELY;
    }

    /** So many commits have been seen. */
    synchronized void beat(int commits) {
        turn();
        now += commits;
    }

    /** Whether a thousand commits a second or more were seen in this tenth of a second or the last. */
    synchronized boolean fast() {
        return most() >= FAST;
    }

    /** As of this tenth of a second and the last; for others' commits a stream is worth its price for longer. */
    synchronized Wanted wanted() {
        if (nanos.getAsLong() - othersAt < LATELY) {
            return most() < TOO_FAST ? Wanted.COMMITS : Wanted.NOTHING;
        }
        return most() < FAST ? Wanted.POSITIONS : Wanted.NOTHING;
    }

    private int most() {
        turn();
        return Math.max(before, now);
    }

    /** Commits of another process have been seen. */
    synchronized void beatOfOthers() {
        othersAt = nanos.getAsLong();
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
