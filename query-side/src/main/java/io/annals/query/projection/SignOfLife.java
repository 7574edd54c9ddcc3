package io.annals.query.projection;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * That somebody is building a generation, said from a thread of its own until it is closed: what the builder waits for, indexes
 * or whoever reads how far it is, may take longer than a builder may be silent.
 */
final class SignOfLife implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SignOfLife.class);

    private final ProgressStore standings;
    private final String projection;
    private final int building;
    private final long everyNanos;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean buried;

    /** @param silence after how long without it a building is taken for abandoned */
    SignOfLife(ProgressStore standings, String projection, int building, Duration silence) {
        this.standings = standings;
        this.projection = projection;
        this.building = building;
        this.everyNanos = silence.toNanos() / 4;
        Thread.ofPlatform()
                .daemon()
                .name(projection + "-" + building + "-alive")
                .start(this::run);
    }

    /** Whether the building was taken for abandoned all the same: nothing will come of it any more. */
    boolean isBuried() {
        return buried;
    }

    private void run() {
        try {
            while (!buried && !closed.await(everyNanos, TimeUnit.NANOSECONDS)) {
                buried = !isSaid();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isSaid() {
        try {
            return standings.stillBuilding(projection, building);
        } catch (MongoException notNow) {
            LOG.debug("The building of {} could not be said to go on", projection, notNow);
            return true;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
