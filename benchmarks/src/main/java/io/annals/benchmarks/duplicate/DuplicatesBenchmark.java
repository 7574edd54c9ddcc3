package io.annals.benchmarks.duplicate;

import io.annals.benchmarks.duplicate.Labelled.Quality;
import io.annals.benchmarks.report.Claim;
import io.annals.benchmarks.report.Machine;
import io.annals.benchmarks.report.Report;
import io.annals.benchmarks.report.Row;
import io.annals.benchmarks.report.Section;
import io.annals.query.duplicate.linkage.Field;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Likely duplicates beside Splink, which links with the same blocking and levels alike in the same run. */
@Command(
        name = "duplicates",
        mixinStandardHelpOptions = true,
        description =
                "Likely duplicates: precision and recall on Febrl's people, seconds and memory on many more, beside"
                        + " Splink.")
public final class DuplicatesBenchmark implements Callable<Integer> {
    private static final List<String> QUALITY = List.of("precision", "recall");
    private static final double GIB = 1 << 30;
    private static final String OURS = "ours";
    private static final String SPLINK = "Splink";

    @Option(names = "--febrl", description = "where Febrl's people lie", defaultValue = "samples/febrl")
    Path febrl = Path.of("");

    @Option(
            names = "--people",
            split = ",",
            description = "how many are invented",
            defaultValue = "250000,500000,1000000")
    List<Integer> sizes = List.of();

    @Option(names = "--seed", description = "of the invented people and of the samples", defaultValue = "20")
    long seed;

    @Option(names = "--alone", description = "without Splink")
    boolean alone;

    @Option(
            names = "--out",
            description = "where duplicates.json and duplicates.html go",
            defaultValue = "benchmarks/target/duplicates")
    Path out = Path.of("");

    @Override
    public Integer call() throws IOException, InterruptedException {
        Optional<String> missing = alone ? Optional.of("it was not asked for") : Splink.prepare();
        List<String> notes =
                missing.map(why -> "Splink is missing: " + why).stream().toList();
        Map<String, String> circumstances = new LinkedHashMap<>(Machine.circumstances());
        circumstances.put("seed", Long.toString(seed));
        List<Section> sections = new ArrayList<>();
        List<Labelled> models = new ArrayList<>();
        for (int set = 1; set <= 3; set++) {
            Labelled labelled = Labelled.febrl(febrl.resolve("dataset" + set + ".csv"));
            models.add(labelled);
            sections.add(quality("febrl-" + set, labelled, 0.99, missing.isEmpty(), notes));
            sections.add(quality(
                    "febrl-" + set + "-no-document", labelled.without(Field.DOCUMENT), 0.96, missing.isEmpty(), notes));
        }
        Labelled model = models.getLast();
        for (int size : sizes) {
            sections.add(time(new Invented(model.people(), seed).people(size), missing.isEmpty(), notes));
        }
        new Report("Likely duplicates", circumstances, sections).publish(System.out, out, "duplicates");
        return 0;
    }

    private Section quality(String id, Labelled labelled, double recall, boolean beside, List<String> notes)
            throws IOException, InterruptedException {
        Quality ours = labelled.of(Ours.link(labelled.people(), seed).pairs());
        Quality theirs =
                beside ? labelled.of(Splink.link(labelled.people()).pairs()) : new Quality(Double.NaN, Double.NaN);
        return section(
                id,
                "What is found of " + labelled.people().size() + " people",
                "share of pairs",
                QUALITY,
                List.of(
                        Row.of(OURS, ours.precision(), ours.recall()),
                        Row.of(SPLINK, theirs.precision(), theirs.recall())),
                null,
                List.of(
                        Claim.atLeast(0.99, "precision", ours.precision()),
                        Claim.atLeast(recall, "recall", ours.recall()),
                        Claim.atLeast(1, "precision, to Splink's", ours.precision() / theirs.precision()),
                        Claim.atLeast(1, "recall, to Splink's", ours.recall() / theirs.recall())),
                notes);
    }

    private Section time(Labelled labelled, boolean beside, List<String> notes)
            throws IOException, InterruptedException {
        Found ours = Ours.link(labelled.people(), seed);
        Quality right = labelled.of(ours.pairs());
        Found theirs = beside ? Splink.link(labelled.people()) : new Found(List.of(), Double.NaN, Double.NaN);
        Quality rightToo = beside ? labelled.of(theirs.pairs()) : new Quality(Double.NaN, Double.NaN);
        int size = labelled.people().size();
        return section(
                "people-" + size,
                "%,d people".formatted(size),
                "as named",
                List.of("seconds", "GiB at most", "precision", "recall"),
                List.of(
                        Row.of(OURS, ours.seconds(), ours.bytes() / GIB, right.precision(), right.recall()),
                        Row.of(
                                SPLINK,
                                theirs.seconds(),
                                theirs.bytes() / GIB,
                                rightToo.precision(),
                                rightToo.recall())),
                SPLINK,
                List.of(Claim.atMost(2, "seconds, to Splink's", ours.seconds() / theirs.seconds())),
                notes);
    }

    private static Section section(
            String id,
            String title,
            String unit,
            List<String> columns,
            List<Row> rows,
            @Nullable String reference,
            List<Claim> claims,
            List<String> notes) {
        return new Section(
                id,
                title,
                "Weights are learnt without labels, a pair counts as found where it is likelier one person than two."
                    + " Seconds are those of learning and scoring; memory is what was resident at most so far, of one"
                    + " process each.",
                unit,
                columns,
                rows,
                reference,
                claims,
                notes);
    }
}
