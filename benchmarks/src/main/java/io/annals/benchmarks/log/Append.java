package io.annals.benchmarks.log;

import io.annals.benchmarks.report.Claim;
import io.annals.benchmarks.report.Row;
import io.annals.benchmarks.report.Section;
import io.annals.encoding.EventEncoding;
import io.annals.log.MongoSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How many events a second become durable, by the number of callers. */
final class Append implements Experiment {
    private static final int HARVESTED = 1_000;
    private static final List<Integer> CALLERS = List.of(1, 64, 256, 1_024);
    private static final String ASKED = "256 callers";
    private static final int CALLERS_OF_TEN = 256;
    private static final String TEN = "256 × 10 events";

    @Override
    public List<Section> run(Lab lab) throws Exception {
        Samples samples = new Samples(4711);
        Documents ones = Documents.harvest(lab, samples, HARVESTED, 1);
        Documents tens = Documents.harvest(lab, samples, HARVESTED, 10);
        RawInsertMany ceiling = new RawInsertMany(Documents.collectionLikeTheLogs(lab, "ceiling"), ones);
        RawInsertMany ceilingOfTen = new RawInsertMany(Documents.collectionLikeTheLogs(lab, "ceiling_ten"), tens);
        RawInsertOne insertOne = new RawInsertOne(Documents.collectionLikeTheLogs(lab, "insert_one"), ones);
        String ours = lab.newDatabase("ours");
        EventEncoding encoding = lab.encoding(ours);
        try (Ours log = new Ours(lab.openLog(ours), encoding, samples);
                AxonEngine mongo = AxonEngine.mongo(lab, samples);
                Postgres postgres = Postgres.ifInstalled(samples)) {
            List<Contender> contenders = new ArrayList<>(List.of(insertOne, mongo));
            postgres.engine().ifPresent(contenders::add);
            contenders.add(log);
            contenders.add(AxonEngine.ours(log.log(), encoding, new MongoSnapshots(lab.client(), ours), samples));
            return List.of(throughput(lab, ceiling, ceilingOfTen, contenders, ones.averageBytes())
                    .withNotes(postgres.absence()));
        }
    }

    private static Section throughput(
            Lab lab, RawInsertMany ceiling, RawInsertMany ceilingOfTen, List<Contender> contenders, int bytes)
            throws Exception {
        Form form = lab.form();
        Rounds rounds = new Rounds();
        for (int callers : CALLERS) {
            String column = callers == 1 ? "1 caller" : String.format(Locale.ROOT, "%,d callers", callers);
            rounds.add(
                    ceiling.name(),
                    column,
                    () -> RawInsertMany.BATCH
                            * Load.callsASecond(1, form.round(), () -> ceiling.record(RawInsertMany.BATCH)));
            for (Contender contender : contenders) {
                rounds.add(
                        contender.name(),
                        column,
                        () -> Load.callsASecond(callers, form.round(), () -> contender.record(1)));
            }
        }
        rounds.add(
                ceilingOfTen.name(),
                TEN,
                () -> 10
                        * RawInsertMany.BATCH
                        * Load.callsASecond(1, form.round(), () -> ceilingOfTen.record(RawInsertMany.BATCH)));
        for (Contender contender : contenders) {
            if (!(contender instanceof RawInsertOne)) {
                rounds.add(
                        contender.name(),
                        TEN,
                        () -> 10 * Load.callsASecond(CALLERS_OF_TEN, form.round(), () -> contender.record(10)));
            }
        }
        List<Row> rows = rounds.run(form.rounds());
        Section section = new Section(
                "append",
                "Append",
                "Each caller records one event (in the last column ten as one commit) and waits until it is durable;"
                        + " commits of "
                        + bytes + " bytes as ours stores them. The ceiling is one writer without callers: one ordered"
                        + " insertMany of 1,000 of the very documents that ours stores, encoded beforehand,"
                        + " with ours' indexes.",
                "events a second",
                rounds.columns(),
                rows,
                RawInsertMany.NAME,
                List.of(),
                List.of());
        double through = section.value(AxonEngine.OURS, ASKED);
        return section.withClaims(
                Claim.atLeast(
                        0.6,
                        "256 callers of one event, ours to the ceiling",
                        section.value(Ours.NAME, ASKED) / section.value(RawInsertMany.NAME, ASKED)),
                Claim.atLeast(
                        5,
                        "256 callers of one event, ours through Axon's engine to axon-mongo",
                        through / section.value(AxonEngine.MONGO, ASKED)),
                Claim.atLeast(
                        2.5,
                        "256 callers of one event, ours through Axon's engine to Axon JDBC on PostgreSQL",
                        through / section.value(AxonEngine.JDBC, ASKED)));
    }
}
