package io.annals.query.subscriptions;

import io.annals.edge.Actor;
import io.annals.edge.ConcurrencyLimit;
import io.annals.edge.Grant;
import io.annals.edge.Grants;
import io.annals.edge.LimitSettings;
import io.annals.edge.Limits;
import io.annals.query.visibility.Belongings;
import io.annals.query.visibility.ReplayTurns;
import io.annals.query.visibility.Visibility;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** All followers of this process. Ends them before the web server waits for what is under way. */
final class Followers implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Followers.class);

    private final Map<Thread, Grant> threads = new ConcurrentHashMap<>();
    private final EventSettings settings;
    private final Belongings belongings;
    private final Grants grants;
    private final ReplayTurns replays;
    private final Limits limits;
    private final ConcurrencyLimit places;
    private @Nullable AutoCloseable listening;
    private volatile boolean running;

    Followers(
            EventSettings settings,
            Belongings belongings,
            Grants grants,
            ReplayTurns replays,
            Limits limits,
            LimitSettings limitSettings,
            MeterRegistry registry) {
        this.settings = settings;
        this.belongings = belongings;
        this.grants = grants;
        this.replays = replays;
        this.limits = limits;
        this.places =
                new ConcurrencyLimit(limitSettings.followers(), "Too many followers at once; end one of the others.");
        registry.gaugeMapSize("annals.events.followers", Tags.empty(), threads);
    }

    /**
     * Answers until the other side has gone, or what the actor comes in by has changed, or this process stops. Stays on the
     * request's own thread: whoever else wrote an answer would race with the filters that it still has to go through.
     */
    void follow(Beginning beginning, EventFilter filter, Actor actor, CloudEvents form, OutputStream out) {
        try (beginning) {
            enter(actor.grant());
            new Follower(beginning, filter, Visibility.of(actor), belongings, form, replays.of(actor), out)
                    .follow(settings.keepAlive());
        } catch (IOException gone) {
            log.debug("A follower has gone", gone);
        } catch (InterruptedException told) {
            log.debug("A follower ends", told);
        } catch (RuntimeException e) {
            log.warn("A follower ends, it may come back", e);
        } finally {
            leave();
        }
    }

    /** Takes one of the places that an actor has; given back when it is closed. */
    ConcurrencyLimit.Permit place(Actor actor) {
        limits.askToOpen(actor);
        return places.take(actor);
    }

    private synchronized void enter(Grant grant) throws InterruptedException {
        if (!running) {
            throw new InterruptedException("this process stops");
        }
        threads.put(Thread.currentThread(), grant);
    }

    /** From here on nobody interrupts this thread, which serves other requests then. */
    private synchronized void leave() {
        threads.remove(Thread.currentThread());
        boolean _ = Thread.interrupted();
    }

    /** Whoever follows by a grant that has changed or ended comes back, if they still may, and is asked anew. */
    private synchronized void end(Grant changed) {
        threads.forEach((thread, grant) -> {
            if (grant.id().equals(changed.id())) {
                thread.interrupt();
            }
        });
    }

    @Override
    public void start() {
        running = true;
        listening = grants.whenChanged(this::end);
    }

    @Override
    public void stop() {
        running = false;
        try {
            if (listening != null) {
                listening.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException("told of grants for ever", e);
        }
        endAll();
    }

    private synchronized void endAll() {
        threads.keySet().forEach(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
