package io.annals.query.subscriptions;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer without an end, written by a virtual thread of its own. It is completed once: by that thread when it ends, or by
 * the container when it finds the connection broken, and then only after the thread has let go of it.
 */
final class Exchange implements AsyncListener {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);
    private static final Duration TO_LET_GO = Duration.ofSeconds(5);

    /** What writes the answer. */
    interface Writing {
        void to(OutputStream out) throws IOException, InterruptedException;
    }

    private final AsyncContext async;
    private final Thread thread;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** Goes on with this request on the new thread, once that is started. */
    Exchange(HttpServletRequest request, String name, Writing writing) {
        async = request.startAsync();
        async.setTimeout(0);
        async.addListener(this);
        thread = Thread.ofVirtual().name(name).unstarted(() -> run(writing));
    }

    void start() {
        thread.start();
    }

    private void run(Writing writing) {
        try {
            writing.to(async.getResponse().getOutputStream());
        } catch (IOException gone) {
            log.debug("{} has gone", thread.getName(), gone);
            return; // the container has seen it too, and calls onError
        } catch (InterruptedException told) {
            log.debug("{} ends", thread.getName(), told);
        } catch (RuntimeException e) {
            if (!ended.get()) {
                log.warn("{} ends, it may come back", thread.getName(), e);
            }
        }
        if (ended.compareAndSet(false, true)) {
            async.complete();
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        if (ended.compareAndSet(false, true)) {
            thread.interrupt();
            try {
                thread.join(TO_LET_GO);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            async.complete();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onTimeout(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
