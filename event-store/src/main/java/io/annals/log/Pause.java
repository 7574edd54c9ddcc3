package io.annals.log;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits between tries: 5 ms first, then twice as long each time, up to half a second. */
final class Pause {
    private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(500);

    private final BooleanSupplier closing;
    private long next = SHORTEST;

    Pause(BooleanSupplier closing) {
        this.closing = closing;
    }

    /** @throws InterruptedException if the thread was interrupted, or the log is being closed */
    void more() throws InterruptedException {
        long until = System.nanoTime() + next;
        next = Math.min(next * 2, LONGEST);
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            if (Thread.interrupted() || closing.getAsBoolean()) {
                throw new InterruptedException("the log is being closed");
            }
            LockSupport.parkNanos(left);
        }
    }
}
