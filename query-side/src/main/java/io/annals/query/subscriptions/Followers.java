package io.annals.query.subscriptions;

import io.annals.log.EventLog.Tail;
import io.annals.log.LogBroken;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** All followers of this process, a virtual thread each. Ends them before the web server waits for what is under way. */
final class Followers implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Followers.class);

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final EventSettings settings;
    private volatile boolean running;

    Followers(EventSettings settings, MeterRegistry registry) {
        this.settings = settings;
        registry.gaugeCollectionSize("annals.events.followers", Tags.empty(), threads);
    }

    /** Follows on a thread of its own, and then closes the tail and ends the exchange. */
    void start(Tail tail, EventPlace seen, EventFilter filter, CloudEvents form, AsyncContext exchange) {
        Thread.ofVirtual().name("follower").start(() -> {
            threads.add(Thread.currentThread());
            try (tail) {
                new Follower(tail, seen, filter, form, exchange.getResponse().getOutputStream())
                        .follow(settings.keepAlive());
            } catch (IOException | InterruptedException gone) {
                log.debug("A follower has gone", gone);
            } catch (LogBroken e) {
                log.error("A follower ends, the log is broken", e);
            } catch (RuntimeException e) {
                log.warn("A follower ends, it may come back", e);
            } finally {
                threads.remove(Thread.currentThread());
                exchange.complete();
            }
        });
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
