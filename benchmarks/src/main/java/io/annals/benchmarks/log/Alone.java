package io.annals.benchmarks.log;

import io.annals.benchmarks.report.Claim;
import io.annals.benchmarks.report.Row;
import io.annals.benchmarks.report.Section;
import io.annals.encoding.EventEncoding;
import io.annals.log.MongoSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long one caller alone waits until its event is durable. */
final class Alone implements Experiment {
    private static final int BLOCK = 100;

    @Override
    public List<Section> run(Lab lab) throws Exception {
        Samples samples = new Samples(4716);
        Documents documents = Documents.harvest(lab, samples, 1_000, 1);
        RawInsertOne insertOne = new RawInsertOne(Documents.collectionLikeTheLogs(lab, "insert_one"), documents);
        String ours = lab.newDatabase("ours");
        EventEncoding encoding = lab.encoding(ours);
        try (Ours log = new Ours(lab.openLog(ours), encoding, samples);
                AxonEngine mongo = AxonEngine.mongo(lab, samples);
                Postgres postgres = Postgres.ifInstalled(samples)) {
            List<Contender> contenders = new ArrayList<>(List.of(insertOne, mongo));
            postgres.engine().ifPresent(contenders::add);
            contenders.add(log);
            contenders.add(AxonEngine.ours(log.log(), encoding, new MongoSnapshots(lab.client(), ours), samples));
            return List.of(alone(lab, insertOne, contenders).withNotes(postgres.absence()));
        }
    }

    /** In turns of a hundred calls each, so that all see the same machine. */
    private static Section alone(Lab lab, RawInsertOne insertOne, List<Contender> contenders) throws Exception {
        List<Histogram> nanos = contenders.stream()
                .map(_ -> new Histogram(TimeUnit.MINUTES.toNanos(1), 3))
                .toList();
        long until =
                System.nanoTime() + lab.form().round().toNanos() * (lab.form().rounds() + 1) * contenders.size();
        boolean warm = false;
        do {
            for (int i = 0; i < contenders.size(); i++) {
                Contender contender = contenders.get(i);
                Histogram into = warm ? nanos.get(i) : new Histogram(3);
                Load.time(into, BLOCK, () -> contender.record(1));
            }
            warm = true;
        } while (System.nanoTime() - until < 0);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            rows.add(Row.millis(contenders.get(i).name(), nanos.get(i)));
        }
        Section section = new Section(
                "append-alone",
                "One caller alone",
                "One event at a time, each durable before the next. The contenders take turns of " + BLOCK + " calls.",
                "milliseconds",
                Row.PERCENTILES,
                rows,
                RawInsertOne.NAME,
                List.of(),
                List.of());
        return section.withClaims(Claim.atMost(
                1.15,
                "p50 of ours to a raw insertOne's",
                section.value(Ours.NAME, "p50") / section.value(insertOne.name(), "p50")));
    }
}
