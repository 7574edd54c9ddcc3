package io.annals.benchmarks.log;

import io.annals.encoding.EventEncoding;
import io.annals.log.CommitIds;
import io.annals.log.Event;
import io.annals.log.EventLog;
import io.annals.log.Proposal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Our log by its own door: {@link EventLog#append}. The events' data is BSON beforehand, as the log takes it; all the rest, the
 * commit's encoding and digest, is the caller's work and is measured.
 */
final class Ours implements Contender {
    static final String NAME = "ours";
    private static final int EVENTS = 1_000;

    private final EventLog log;
    private final Samples samples;
    private final List<Event> events;

    Ours(EventLog log, EventEncoding encoding, Samples samples) {
        this.log = log;
        this.samples = samples;
        this.events = Stream.generate(() -> samples.event(encoding, samples.plain()))
                .limit(EVENTS)
                .toList();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void record(int count) {
        List<Event> written = IntStream.range(0, count).mapToObj(_ -> fresh()).toList();
        log.append(new Proposal(CommitIds.next(), written, Map.of())).durable().join();
    }

    private Event fresh() {
        Event like = events.get(ThreadLocalRandom.current().nextInt(EVENTS));
        return new Event(
                samples.stream(),
                0,
                like.type(),
                like.rev(),
                like.id(),
                samples.customer().toString(),
                like.occurredAt(),
                like.meta(),
                like.data());
    }

    EventLog log() {
        return log;
    }

    @Override
    public void close() {
        log.close();
    }
}
