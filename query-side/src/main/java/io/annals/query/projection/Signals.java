package io.annals.query.projection;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Wakes whoever waits in this process for a projection to get on. Other processes are heard of by looking again. */
final class Signals {
    private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(25);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition awaited = lock.newCondition();
    private long count;
    private int waiting;

    void raise() {
        lock.lock();
        try {
            count++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether it came true in time; asked after each signal, and now and then without one. */
    boolean until(Duration patience, BooleanSupplier reached) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            long seen = count();
            if (reached.getAsBoolean()) {
                return true;
            }
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            await(seen, Math.min(left, LOOK_AGAIN));
        }
    }

    private long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    private void await(long seen, long nanos) throws InterruptedException {
        lock.lock();
        try {
            waiting++;
            awaited.signalAll();
            long left = nanos;
            while (count == seen && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            waiting--;
            lock.unlock();
        }
    }

    /** Rests until somebody waits, or for this long. */
    void rest(Duration most) {
        lock.lock();
        try {
            long left = most.toNanos();
            while (waiting == 0 && left > 0) {
                left = awaited.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
