package io.annals.edge.problem;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.util.unit.DataSize;

/**
 * How slowly a body may come: after the grace at least so many bytes a second on average. Only the time in which it was waited
 * for counts.
 *
 * @param least bytes a second, more than zero
 */
public record BodyRate(Duration grace, DataSize least) {
    boolean isTooSlow(long nanosWaited, long bytes) {
        return nanosWaited
                > grace.toNanos() + bytes * (double) Duration.ofSeconds(1).toNanos() / least.toBytes();
    }

    /** For one body: up to half as much grace again, so that hundreds that began together do not all end at the same moment. */
    BodyRate spread() {
        return new BodyRate(grace.plusNanos(ThreadLocalRandom.current().nextLong(grace.toNanos() / 2 + 1)), least);
    }
}
