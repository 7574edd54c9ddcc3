package io.annals.benchmarks.log;

import com.mongodb.client.MongoCollection;
import io.annals.benchmarks.log.Replay.OurLog;
import io.annals.benchmarks.report.Claim;
import io.annals.benchmarks.report.Row;
import io.annals.benchmarks.report.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.RawBsonDocument;

/** Append and replay by the size of the log, beside the ceiling and the scan at the same size. */
final class Growth implements Experiment {
    private static final int CALLERS = 256;
    private static final String APPEND = "ours, 256 callers";
    private static final String REPLAY = "ours, replay";

    /**
     * One size.
     *
     * @param fresh how often both logs are made anew, so that a small log is not a large one before it has been measured
     *     for long
     * @param round how long each is measured in one round, of which there are two a log
     */
    private record Size(long events, int fresh, Duration round) {
        String column() {
            return String.format(Locale.ROOT, "%,d events", events);
        }
    }

    private static List<Size> sizes(Form form) {
        return form.full()
                ? List.of(
                        new Size(100_000, 15, Duration.ofSeconds(2)),
                        new Size(1_000_000, 3, Duration.ofSeconds(10)),
                        new Size(10_000_000, 1, Duration.ofSeconds(30)))
                : List.of(new Size(100_000, 3, Duration.ofSeconds(2)), new Size(1_000_000, 1, Duration.ofSeconds(6)));
    }

    /** All figures, by contender and size. */
    private record Noted(Map<String, Map<String, List<Double>>> figures) {
        void note(String row, Size size, double figure) {
            System.err.printf(Locale.ROOT, "  %-42s %-20s %,12.1f%n", row, size.column(), figure);
            figures.computeIfAbsent(row, _ -> new LinkedHashMap<>())
                    .computeIfAbsent(size.column(), _ -> new ArrayList<>())
                    .add(figure);
        }

        Row row(String name, List<Size> sizes) {
            return new Row(
                    name,
                    sizes.stream()
                            .map(size -> Rounds.median(
                                    figures.getOrDefault(name, Map.of()).getOrDefault(size.column(), List.of())))
                            .toList());
        }
    }

    @Override
    public List<Section> run(Lab lab) throws Exception {
        Noted noted = new Noted(new LinkedHashMap<>());
        Samples samples = new Samples(4715);
        Documents documents = Documents.harvest(lab, samples, RawInsertMany.BATCH, 1);
        List<Size> sizes = sizes(lab.form());
        for (Size size : sizes) {
            for (int i = 0; i < size.fresh(); i++) {
                measure(lab, samples, documents, size, noted);
            }
        }
        return List.of(append(noted, sizes), replay(noted, sizes));
    }

    private static void measure(Lab lab, Samples samples, Documents documents, Size size, Noted noted)
            throws Exception {
        MongoCollection<RawBsonDocument> raw = Documents.collectionLikeTheLogs(lab, "ceiling");
        String database;
        try (OurLog ours = OurLog.filled(lab, samples, size.events(), samples::plain);
                Ours appender = new Ours(ours.log(), ours.encoding(), samples)) {
            database = ours.scanned().getNamespace().getDatabaseName();
            RawInsertMany ceiling = new RawInsertMany(raw, documents, Filling.raw(raw, documents, size.events()));
            Duration brief = Duration.ofMillis(Math.min(2_000, size.round().toMillis()));
            Load.callsASecond(1, brief, () -> ceiling.record(RawInsertMany.BATCH));
            Load.callsASecond(CALLERS, brief, () -> appender.record(1));
            for (int round = 0; round < 2; round++) {
                noted.note(
                        RawInsertMany.NAME,
                        size,
                        RawInsertMany.BATCH
                                * Load.callsASecond(1, size.round(), () -> ceiling.record(RawInsertMany.BATCH)));
                noted.note(APPEND, size, Load.callsASecond(CALLERS, size.round(), () -> appender.record(1)));
                noted.note(
                        Replay.SCAN,
                        size,
                        Reader.eventsASecond(size.round(), Reader.scan(ours.scanned(), ours.encoding())));
                noted.note(REPLAY, size, Reader.eventsASecond(size.round(), Reader.ours(ours.log(), ours.encoding())));
            }
        }
        lab.client().getDatabase(database).drop();
        lab.client().getDatabase(raw.getNamespace().getDatabaseName()).drop();
    }

    private static Section append(Noted noted, List<Size> sizes) {
        Section section = section(
                "growth",
                "Append by the size of the log",
                "Both logs are filled beforehand, ours through its own append, the ceiling by hasty bulk inserts; the"
                    + " documents are alike. A small log is made anew several times, so that it is still small when it"
                    + " is measured.",
                sizes,
                List.of(noted.row(RawInsertMany.NAME, sizes), noted.row(APPEND, sizes)));
        Row ours = section.rows().getLast();
        return section.withClaims(sizes.stream()
                .skip(1)
                .map(size -> Claim.atLeast(
                        0.9,
                        "ratio to the ceiling at " + size.column() + " to the ratio at the smallest",
                        section.ratio(ours, sizes.indexOf(size)) / section.ratio(ours, 0)))
                .toArray(Claim[]::new));
    }

    private static Section replay(Noted noted, List<Size> sizes) {
        Section section = section(
                "growth-replay",
                "Replay by the size of the log",
                "One reader from the beginning, for as long as it is given; facts decoded and added up.",
                sizes,
                List.of(noted.row(Replay.SCAN, sizes), noted.row(REPLAY, sizes)));
        Row ours = section.rows().getLast();
        return section.withClaims(sizes.stream()
                .skip(1)
                .map(size -> Claim.atLeast(
                        1,
                        "replay at " + size.column() + " to replay of the smallest",
                        ours.values().get(sizes.indexOf(size)) / ours.values().getFirst()))
                .toArray(Claim[]::new));
    }

    /** @param rows the reference first */
    private static Section section(String id, String title, String how, List<Size> sizes, List<Row> rows) {
        return new Section(
                id,
                title,
                how,
                "events a second",
                sizes.stream().map(Size::column).toList(),
                rows,
                rows.getFirst().name(),
                List.of(),
                List.of());
    }
}
