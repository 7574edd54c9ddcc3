package io.annals.log;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What an operator sees of appending. */
final class AppendMeters {
    private final Timer append;
    private final DistributionSummary batch;
    private final Counter conflicts;
    private final Counter racesLost;
    private final Counter turns;
    private final Counter outcomeUnknown;
    private final AtomicLong head = new AtomicLong();

    AppendMeters(MeterRegistry registry, WaitingRoom waiting) {
        append = Timer.builder("annals.log.append")
                .description("from the proposal until it is durable")
                .publishPercentiles(0.5, 0.95, 0.99, 0.999)
                .register(registry);
        batch = DistributionSummary.builder("annals.log.batch.size")
                .description("commits sent to the database at once")
                .publishPercentiles(0.5, 0.99)
                .register(registry);
        conflicts = Counter.builder("annals.log.conflicts")
                .description("proposals refused since their streams had moved on")
                .register(registry);
        racesLost = Counter.builder("annals.log.races.lost")
                .description("batches that another appender was faster than")
                .register(registry);
        turns = Counter.builder("annals.log.turns")
                .description("turns taken, while several processes append")
                .register(registry);
        outcomeUnknown = Counter.builder("annals.log.outcome.unknown")
                .description("requests to the database whose outcome had to be found out")
                .register(registry);
        Gauge.builder("annals.log.head", head, AtomicLong::doubleValue)
                .description("the last durable position that this appender knows")
                .register(registry);
        Gauge.builder("annals.log.waiting", waiting, WaitingRoom::waiting)
                .description("proposals that wait for a batch")
                .register(registry);
    }

    void durable(Draft draft) {
        append.record(System.nanoTime() - draft.proposedAt, TimeUnit.NANOSECONDS);
    }

    void batch(int commits) {
        batch.record(commits);
    }

    void conflicts(Collection<RuntimeException> reasons) {
        conflicts.increment(
                reasons.stream().filter(StreamConflict.class::isInstance).count());
    }

    void raceLost() {
        racesLost.increment();
    }

    void turn() {
        turns.increment();
    }

    Counter outcomeUnknown() {
        return outcomeUnknown;
    }

    void head(long position) {
        head.accumulateAndGet(position, Math::max);
    }
}
