package io.annals.query.subscriptions;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;

/** All followers of this process. Ends them before the web server waits for what is under way. */
final class Followers implements SmartLifecycle {
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final EventSettings settings;
    private volatile boolean running;

    Followers(EventSettings settings, MeterRegistry registry) {
        this.settings = settings;
        registry.gaugeCollectionSize("annals.events.followers", Tags.empty(), threads);
    }

    /** Goes on with the request on a thread of its own, which closes what it reads when it ends. */
    void start(Beginning beginning, EventFilter filter, CloudEvents form, HttpServletRequest request) {
        new Exchange(request, "follower", out -> follow(beginning, filter, form, out)).start();
    }

    private void follow(Beginning beginning, EventFilter filter, CloudEvents form, OutputStream out)
            throws IOException, InterruptedException {
        threads.add(Thread.currentThread());
        try (beginning) {
            new Follower(beginning, filter, form, out).follow(settings.keepAlive());
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
