package io.annals.query.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What an operator sees of the web socket, under {@code annals.live}. */
final class LiveMeters {
    private final AtomicInteger sockets = new AtomicInteger();
    private final AtomicInteger subscriptions = new AtomicInteger();
    private final Counter frames;
    private final Counter texts;
    private final Counter bytes;
    private final Counter overflows;
    private final Counter cuts;
    private final Timer encoding;
    private final Timer lag;

    LiveMeters(MeterRegistry registry) {
        registry.gauge("annals.live.sockets", sockets);
        registry.gauge("annals.live.subscriptions", subscriptions);
        frames = registry.counter("annals.live.frames");
        texts = registry.counter("annals.live.texts");
        bytes = Counter.builder("annals.live.sent").baseUnit("bytes").register(registry);
        overflows = registry.counter("annals.live.overflows");
        cuts = registry.counter("annals.live.cuts");
        encoding = registry.timer("annals.live.encoding");
        lag = Timer.builder("annals.live.lag")
                .description("from recording a commit to handing it to the sessions")
                .register(registry);
    }

    void opened() {
        sockets.incrementAndGet();
    }

    void closed() {
        sockets.decrementAndGet();
    }

    void subscriptions(int more) {
        subscriptions.addAndGet(more);
    }

    void sent(FrameBatch batch) {
        frames.increment(batch.frames().size());
        texts.increment();
        bytes.increment(batch.bytes());
    }

    /** A session was too slow for its queue. */
    void overflow() {
        overflows.increment();
    }

    /** A session did not take a frame in time, or was not heard of. */
    void cut() {
        cuts.increment();
    }

    Frame encoding(Supplier<Frame> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            encoding.record(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    void handedOut(Instant recorded) {
        lag.record(Duration.between(recorded, Instant.now()));
    }
}
