package io.annals.benchmarks.log;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.annals.benchmarks.report.Claim;
import io.annals.benchmarks.report.Row;
import io.annals.benchmarks.report.Section;
import io.annals.edge.FactPayloads;
import io.annals.encoding.EventEncoding;
import io.annals.events.Fact;
import io.annals.log.EventLog;
import io.annals.log.axon.LogMessageSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.bson.codecs.configuration.CodecRegistries;

/** How many events a second one reader decodes and delivers, from the beginning of the log. */
final class Replay implements Experiment {
    static final String SCAN = "raw scan by _id, same decoding";
    private static final String PLAIN = "to a fold";
    private static final String PERSONAL = "personal, to a fold";
    private static final String PROCESSOR = "pooled processor";
    private static final String PERSONAL_PROCESSOR = "personal, processor";
    private static final String SPARSE = ", 10 ms apart";
    private static final String DENSE = ", 0.2 ms apart";

    @Override
    public List<Section> run(Lab lab) throws Exception {
        Samples samples = new Samples(4712);
        long events = lab.form().full() ? 1_000_000 : 100_000;
        Rounds rounds = new Rounds();
        try (OurLog plain = OurLog.filled(lab, samples, events, samples::plain);
                OurLog personal = OurLog.filled(lab, samples, events, samples::personal);
                AxonEngine sparse = AxonEngine.mongo(lab, samples);
                AxonEngine dense = AxonEngine.mongo(lab, samples);
                Postgres postgres = Postgres.ifInstalled(samples)) {
            Filling.axon(sparse, samples, 100_000, Duration.ofMillis(10));
            Filling.axon(dense, samples, 100_000, Duration.ofNanos(200_000));
            postgres.engine().ifPresent(jdbc -> Filling.axon(jdbc, samples, events, Duration.ofMillis(1)));
            Duration time = lab.form().round();
            ours(rounds, time, plain, PLAIN, PROCESSOR, events);
            ours(rounds, time, personal, PERSONAL, PERSONAL_PROCESSOR, events);
            peer(rounds, time, AxonEngine.MONGO + SPARSE, sparse, 100_000);
            peer(rounds, time, AxonEngine.MONGO + DENSE, dense, 100_000);
            Optional<AxonEngine> jdbc = postgres.engine();
            if (jdbc.isPresent()) {
                peer(rounds, time, AxonEngine.JDBC, jdbc.get(), events);
            }
            return List.of(section(rounds, rounds.run(lab.form().rounds()), events, postgres.absence()));
        }
    }

    private static void ours(
            Rounds rounds, Duration time, OurLog log, String column, String processorColumn, long events) {
        Rounds.Measurement scan = () -> Reader.eventsASecond(time, Reader.scan(log.scanned(), log.encoding()));
        rounds.add(SCAN, column, scan)
                .add(SCAN, processorColumn, scan)
                .add(Ours.NAME, column, () -> Reader.eventsASecond(time, Reader.ours(log.log(), log.encoding())))
                .add(AxonEngine.OURS, column, () -> Reader.eventsASecond(time, Reader.source(log.source(), events)))
                .add(
                        AxonEngine.OURS,
                        processorColumn,
                        () -> Processor.eventsASecond(time.multipliedBy(2), log.source(), events));
    }

    private static void peer(Rounds rounds, Duration time, String name, AxonEngine axon, long events) {
        EmbeddedEventStore store =
                EmbeddedEventStore.builder().storageEngine(axon.engine()).build();
        rounds.add(name, PLAIN, () -> Reader.eventsASecond(time, Reader.engine(axon.engine())))
                .add(name, PROCESSOR, () -> Processor.eventsASecond(time.multipliedBy(2), store, events));
    }

    private static Section section(Rounds rounds, List<Row> rows, long events, List<String> notes) {
        Section section = new Section(
                "replay",
                "Replay",
                String.format(
                        Locale.ROOT,
                        "One reader from the beginning of %,d commits of one event; payloads are decoded into facts"
                            + " and added up. The raw scan is the driver's find by _id with a codec and checks"
                            + " nothing; ours checks the chain. 'Through Axon' is the message stream; the processor is"
                            + " Axon's pooled one with one segment and batches of 1,000; the raw scan knows no"
                            + " processor and stands beside it. axon-mongo depends on how close in time its events"
                            + " are: its logs, of 100,000 events, are of 100 events a second and of 5,000, about as"
                            + " many as it records. The peers encrypt nothing.",
                        events),
                "events a second",
                rounds.columns(),
                rows,
                SCAN,
                List.of(),
                List.of());
        double through = section.value(AxonEngine.OURS, PLAIN);
        double processor = section.value(AxonEngine.OURS, PROCESSOR);
        List<Claim> claims = new ArrayList<>();
        for (String column : List.of(PLAIN, PERSONAL)) {
            claims.add(Claim.atLeast(
                    0.7,
                    column + ", ours to the raw scan",
                    section.value(Ours.NAME, column) / section.value(SCAN, column)));
        }
        for (String peer : List.of(AxonEngine.MONGO + SPARSE, AxonEngine.MONGO + DENSE)) {
            claims.add(Claim.atLeast(
                    50, "the streams, ours through Axon to " + peer, through / section.value(peer, PLAIN)));
        }
        claims.add(Claim.atLeast(
                3, "the streams, ours through Axon to JDBC", through / section.value(AxonEngine.JDBC, PLAIN)));
        claims.add(Claim.atLeast(
                3, "the processors, ours to JDBC", processor / section.value(AxonEngine.JDBC, PROCESSOR)));
        return section.withClaims(claims.toArray(Claim[]::new)).withNotes(notes);
    }

    /** A log of ours with what it takes to read it. */
    record OurLog(EventLog log, EventEncoding encoding, LogMessageSource source, MongoCollection<Scan> scanned)
            implements AutoCloseable {

        static OurLog filled(Lab lab, Samples samples, long events, Supplier<Fact> fact) {
            OurLog ours = empty(lab);
            Filling.ours(ours.log(), ours.encoding(), samples, events, fact);
            return ours;
        }

        static OurLog empty(Lab lab) {
            String name = lab.newDatabase("ours");
            EventLog log = lab.openLog(name);
            EventEncoding encoding = lab.encoding(name);
            MongoDatabase database = lab.client().getDatabase(name);
            return new OurLog(
                    log,
                    encoding,
                    new LogMessageSource(log, new FactPayloads(encoding)),
                    database.getCollection("log", Scan.class)
                            .withCodecRegistry(CodecRegistries.fromRegistries(
                                    CodecRegistries.fromCodecs(new Scan.Form()), database.getCodecRegistry())));
        }

        @Override
        public void close() {
            log.close();
        }
    }
}
