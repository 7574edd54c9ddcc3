package io.annals.benchmarks.log;

import io.annals.benchmarks.log.Replay.OurLog;
import io.annals.benchmarks.report.Section;
import io.annals.events.Fact;
import io.annals.log.CommitIds;
import io.annals.log.Event;
import io.annals.log.MongoSnapshots;
import io.annals.log.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** How long it takes to read one stream into a state, by its length, and with a snapshot near its end. */
final class OneStream implements Experiment {
    private static final List<Integer> LENGTHS = List.of(10, 1_000, 100_000);
    private static final int AFTER_SNAPSHOT = 5;
    private static final int OTHERS = 20_000;
    private static final String RAW = "raw find by the index, same decoding";

    @Override
    public List<Section> run(Lab lab) throws Exception {
        Samples samples = new Samples(4713);
        Rounds rounds = new Rounds();
        try (OurLog ours = OurLog.filled(lab, samples, OTHERS, samples::plain);
                AxonEngine mongo = AxonEngine.mongo(lab, samples);
                Postgres postgres = Postgres.ifInstalled(samples)) {
            MongoSnapshots snapshots = new MongoSnapshots(
                    lab.client(), ours.scanned().getNamespace().getDatabaseName());
            AxonEngine through = AxonEngine.ours(ours.log(), ours.encoding(), snapshots, samples);
            Optional<AxonEngine> jdbc = postgres.engine();
            Filling.axon(mongo, samples, OTHERS, Duration.ofMillis(1));
            jdbc.ifPresent(engine -> Filling.axon(engine, samples, OTHERS, Duration.ofMillis(1)));
            for (int length : LENGTHS) {
                String stream = "long-" + length;
                Filling.ours(ours.log(), length, seq -> event(ours, samples, stream, seq));
                Filling.stream(mongo, samples, stream, length);
                jdbc.ifPresent(engine -> Filling.stream(engine, samples, stream, length));
                String column = String.format(Locale.ROOT, "%,d events", length);
                Duration time = lab.form().round().dividedBy(2);
                rounds.add(RAW, column, () -> millis(time, () -> find(ours, stream)))
                        .add(Ours.NAME, column, () -> millis(time, () -> read(ours, stream)));
                engine(rounds, time, AxonEngine.OURS, through, stream, length, column);
                engine(rounds, time, AxonEngine.MONGO, mongo, stream, length, column);
                if (jdbc.isPresent()) {
                    engine(rounds, time, AxonEngine.JDBC, jdbc.get(), stream, length, column);
                }
            }
            return List.of(new Section(
                    "stream",
                    "Reading one stream",
                    "From the first event, or from the snapshot that holds all but the last " + AFTER_SNAPSHOT
                            + ", to the last; payloads decoded and added up; one reader. " + OTHERS
                            + " events of other streams are in each store. Less is better.",
                    "milliseconds a stream",
                    rounds.columns(),
                    rounds.run(lab.form().rounds()),
                    Ours.NAME,
                    List.of(),
                    postgres.absence()));
        }
    }

    private static Event event(OurLog ours, Samples samples, String stream, long seq) {
        return ours.encoding().encode(stream, seq, CommitIds.next().toString(), samples.meta(), samples.plain());
    }

    private static void engine(
            Rounds rounds, Duration time, String name, AxonEngine axon, String stream, int length, String column) {
        axon.engine()
                .storeSnapshot(new GenericDomainEventMessage<>(
                        "points",
                        stream,
                        length - 1L - AFTER_SNAPSHOT,
                        new StateSnapshots.State(4_711, "as far as it goes"),
                        java.util.Map.of(),
                        CommitIds.next().toString(),
                        Instant.now()));
        rounds.add(name, column, () -> millis(time, () -> load(axon.engine(), stream, 0)))
                .add(name, column + ", snapshot", () -> millis(time, () -> loadFromSnapshot(axon.engine(), stream)));
    }

    /** Milliseconds of one call, of as many as fit into that time and at least one. */
    private static double millis(Duration time, Load.Call call) throws Exception {
        long began = System.nanoTime();
        int calls = 0;
        do {
            call.make();
            calls++;
        } while (System.nanoTime() - began < time.toNanos());
        return (System.nanoTime() - began) / 1e6 / calls;
    }

    private static void find(OurLog ours, String stream) {
        List<Event> events = new ArrayList<>();
        for (Scan commit : ours.scanned().find(Scan.streamFrom(stream, 0)).hintString("stream_seq")) {
            events.addAll(commit.events());
        }
        addUp(ours.encoding().decodeAll(events.reversed()));
    }

    private static void read(OurLog ours, String stream) {
        addUp(ours.encoding()
                .decodeAll(ours.log().stream(stream, 0).stream()
                        .map(RecordedEvent::event)
                        .toList()));
    }

    private static void addUp(List<Fact> facts) {
        Sum sum = new Sum();
        facts.forEach(sum::add);
    }

    private static void load(EventStorageEngine engine, String stream, long from) {
        Sum sum = new Sum();
        DomainEventStream events = engine.readEvents(stream, from);
        while (events.hasNext()) {
            sum.add((Fact) events.next().getPayload());
        }
    }

    private static void loadFromSnapshot(EventStorageEngine engine, String stream) {
        DomainEventMessage<?> snapshot = engine.readSnapshot(stream)
                .orElseThrow(() -> new IllegalStateException("the snapshot of " + stream + " is not there"));
        if (((StateSnapshots.State) snapshot.getPayload()).points() != 4_711) {
            throw new IllegalStateException("not the snapshot that was stored");
        }
        load(engine, stream, snapshot.getSequenceNumber() + 1);
    }
}
