package io.annals.edge;

import com.mongodb.MongoException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/** Keeps this node's {@link LiveGrants} true: listens to the {@link GrantChanges}, to the clock, and looks now and then in any case. */
final class Listener implements SmartLifecycle {
    /** Less than half of what was promised: a node that is busy has time to be late. Each look is a round trip, also at rest. */
    private static final Duration PACE = Duration.ofMillis(400);
    /** What nobody rang for: changes by hand, a node that died between its change and the bell, time-outs of idleness. */
    private static final int PACES_TO_LOOK_ANYWAY = 12;

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private final GrantChanges bell;
    private final LiveGrants grants;
    private final SimpleAsyncTaskScheduler pace = new SimpleAsyncTaskScheduler();
    private @Nullable ScheduledFuture<?> listening;
    private volatile boolean running;
    private long heard = -1;
    private int paces;
    private boolean deaf;

    Listener(GrantChanges bell, LiveGrants grants) {
        this.bell = bell;
        this.grants = grants;
        bell.whenRungHere(grants::lookAgain);
        pace.setVirtualThreads(true);
        pace.setThreadNamePrefix("grants-");
    }

    @Override
    public void start() {
        running = true;
        listening = pace.scheduleWithFixedDelay(this::listen, PACE);
    }

    /** One thread at a time: the next begins after this one. */
    private void listen() {
        grants.endWhatIsOver();
        try {
            long rung = bell.rung();
            if (rung != heard || ++paces >= PACES_TO_LOOK_ANYWAY) {
                grants.lookAgain();
                heard = rung;
                paces = 0;
            }
            deaf = false;
        } catch (MongoException e) {
            if (!deaf) {
                LOG.warn(
                        "Whether somebody may no longer come in is not heard while MongoDB does not answer: {}",
                        e.toString());
            }
            deaf = true;
        }
    }

    @Override
    public void stop() {
        running = false;
        if (listening != null) {
            listening.cancel(false);
        }
        pace.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
