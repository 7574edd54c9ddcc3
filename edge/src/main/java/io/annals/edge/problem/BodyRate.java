package io.annals.edge.problem;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.util.unit.DataSize;

/**
 * How slowly a body may come: after the grace at least so many bytes a second on average. Only the time in which it was waited
 * for counts.
 *
 * @param least bytes a second, more than zero
 */
public record BodyRate(Duration grace, DataSize least) {
    /** Of which one body after the other takes the next: they are spread evenly without any chance. */
    private static final AtomicLong BODIES = new AtomicLong();

    private static final int STEPS = 64;

    boolean isTooSlow(long nanosWaited, long bytes) {
        return nanosWaited
                > grace.toNanos() + bytes * (double) Duration.ofSeconds(1).toNanos() / least.toBytes();
    }

    /** For one body: up to half as much grace again, so that hundreds that began together do not all end at the same moment. */
    BodyRate spread() {
        long step = BODIES.getAndIncrement() % STEPS;
        return new BodyRate(grace.plusNanos(grace.toNanos() / 2 / STEPS * step), least);
    }
}
