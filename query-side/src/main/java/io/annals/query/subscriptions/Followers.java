package io.annals.query.subscriptions;

import io.annals.edge.Actor;
import io.annals.edge.Grant;
import io.annals.edge.Grants;
import io.annals.query.sight.Belongings;
import io.annals.query.sight.Sight;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** All followers of this process. Ends them before the web server waits for what is under way. */
final class Followers implements SmartLifecycle {
    private final Map<Thread, Grant> threads = new ConcurrentHashMap<>();
    private final EventSettings settings;
    private final Belongings belongings;
    private final Grants grants;
    private @Nullable AutoCloseable listening;
    private volatile boolean running;

    Followers(EventSettings settings, Belongings belongings, Grants grants, MeterRegistry registry) {
        this.settings = settings;
        this.belongings = belongings;
        this.grants = grants;
        registry.gaugeMapSize("annals.events.followers", Tags.empty(), threads);
    }

    /** Goes on with the request on a thread of its own, which closes what it reads when it ends. */
    void start(Beginning beginning, EventFilter filter, Actor actor, CloudEvents form, HttpServletRequest request) {
        new Exchange(request, "follower", out -> follow(beginning, filter, actor, form, out)).start();
    }

    private void follow(Beginning beginning, EventFilter filter, Actor actor, CloudEvents form, OutputStream out)
            throws IOException, InterruptedException {
        threads.put(Thread.currentThread(), actor.grant());
        try (beginning) {
            new Follower(beginning, filter, Sight.of(actor), belongings, form, out).follow(settings.keepAlive());
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    /** Whoever follows by a grant that has changed or ended comes back, if they still may, and is asked anew. */
    private void end(Grant changed) {
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
        threads.keySet().forEach(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
