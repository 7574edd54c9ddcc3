package io.annals.benchmarks.log;

import io.annals.benchmarks.log.AppendingProcess.Run;
import io.annals.mongod.EmbeddedMongod;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Two processes that append to one log beside one, in alternating rounds of one run; then one of the two is killed. */
@Command(
        name = "appenders",
        mixinStandardHelpOptions = true,
        description = "Two processes that append to one log beside one; and what the other notices when one is killed.")
public final class Appenders implements Callable<Integer> {
    private static final String DATABASE = "appenders";

    @Option(names = "--callers", defaultValue = "256", description = "of each process (default: ${DEFAULT-VALUE})")
    int callers;

    @Option(names = "--rounds", defaultValue = "15", description = "that count; one more goes before them")
    int rounds;

    @Option(names = "--seconds", defaultValue = "2", description = "of each part of a round")
    int seconds;

    @Override
    public Integer call() throws Exception {
        Path home = Files.createTempDirectory("annals-benchmark-");
        try (EmbeddedMongod mongod = EmbeddedMongod.start(EmbeddedMongod.Options.in(home)
                        .withBinaries(EmbeddedMongod.ordinaryBinaries())
                        .withEphemeral(true));
                AppendingProcess first = AppendingProcess.start(mongod.connectionString(), DATABASE);
                AppendingProcess second = AppendingProcess.start(mongod.connectionString(), DATABASE)) {
            beside(first, second);
            killed(first, second);
        }
        return 0;
    }

    private void beside(AppendingProcess first, AppendingProcess second) throws Exception {
        System.out.printf(
                Locale.ROOT,
                "%d callers a process, each of one event at a time, rounds of %d s, events a second%n%n",
                callers,
                seconds);
        System.out.println(
                "  one      two together         ratio   half the callers each   ratio   turns   races lost");
        List<Double> ratios = new ArrayList<>();
        List<Double> halfRatios = new ArrayList<>();
        List<Double> silences = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            AppendingProcess alone = round % 2 == 0 ? first : second;
            alone.append(callers, seconds * 1_000L);
            double one = alone.run().rate();
            List<Run> two = together(first, second, callers);
            List<Run> halves = together(first, second, callers / 2);
            System.out.printf(
                    Locale.ROOT,
                    "%6.0f   %6.0f + %6.0f       %5.2f   %6.0f + %6.0f         %5.2f   %5d   %5d%s%n",
                    one,
                    two.getFirst().rate(),
                    two.getLast().rate(),
                    rate(two) / one,
                    halves.getFirst().rate(),
                    halves.getLast().rate(),
                    rate(halves) / one,
                    two.stream().mapToLong(Run::turns).sum(),
                    two.stream().mapToLong(Run::racesLost).sum(),
                    round == 0 ? "   (warming up)" : "");
            if (round > 0) {
                ratios.add(rate(two) / one);
                halfRatios.add(rate(halves) / one);
                two.forEach(run -> silences.add((double) run.longestSilence()));
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%ntwo appenders together to one, median: %.2f (aim: at least 0.9); with half the callers each: %.2f%n",
                median(ratios),
                median(halfRatios));
        System.out.printf(
                Locale.ROOT,
                "the longest time without an acknowledgement in a round of two: %.0f ms in the median, %.0f ms at"
                        + " most%n",
                median(silences),
                Collections.max(silences));
    }

    private List<Run> together(AppendingProcess first, AppendingProcess second, int each) throws Exception {
        first.append(each, seconds * 1_000L);
        second.append(each, seconds * 1_000L);
        return List.of(first.run(), second.run());
    }

    private void killed(AppendingProcess first, AppendingProcess second) throws Exception {
        first.append(callers, seconds * 1_000L);
        second.append(callers, 60_000);
        Thread.sleep(seconds * 500L);
        second.kill();
        System.out.printf(
                Locale.ROOT,
                "the longest time without an acknowledgement when one of two is killed: %d ms%n",
                first.run().longestSilence());
    }

    private static double rate(List<Run> runs) {
        return runs.stream().mapToDouble(Run::rate).sum();
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
