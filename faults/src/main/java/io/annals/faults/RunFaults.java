package io.annals.faults;

import io.annals.faults.nemesis.Fault;
import io.annals.faults.nemesis.Nemesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The long form, by hand. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description =
                "Faults of all kinds for some time, on three mongods, with appenders, followers and the real program;"
                        + " then the checker. Ends with 1 if a promise was broken.")
final class RunFaults implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    @Option(names = "--minutes", description = "of faults", defaultValue = "30")
    double minutes;

    @Option(names = "--seed", description = "of the order of faults and of the workload; by default the clock's")
    @Nullable
    Long seed;

    @Option(names = "--appenders", description = "processes that append to one log", defaultValue = "3")
    int appenders;

    @Option(names = "--rate", description = "commits a second that each of them tries", defaultValue = "40")
    double rate;

    @Option(
            names = "--contacts",
            description = "contacts a second to the program; 0 to leave it out",
            defaultValue = "10")
    int contacts;

    @Option(
            names = "--election-timeout",
            description = "milliseconds without a primary until the members elect one; MongoDB's default is 10000",
            defaultValue = "2000")
    int electionTimeout;

    @Option(
            names = "--only",
            description = "these kinds of faults, separated by commas; by default all: ${COMPLETION-CANDIDATES}",
            split = ",")
    List<Fault> only = List.of(Fault.values());

    @Option(names = "--history", description = "folder for the history; by default a new temporary one")
    @Nullable
    Path history;

    @Override
    public Integer call() throws IOException, InterruptedException {
        long drawn = seed == null ? System.currentTimeMillis() : seed;
        Path folder = history == null ? Files.createTempDirectory("annals-faults-") : Files.createDirectories(history);
        System.out.printf("seed %d, history in %s%n", drawn, folder);
        Run.Settings settings = new Run.Settings(
                drawn, folder, Duration.ofMillis(electionTimeout), appenders, rate, contacts, minutes >= 4);
        Duration time = Duration.ofMillis((long) (minutes * 60_000));
        Run.Result result = Run.of(settings, this::tell, (Nemesis nemesis) -> nemesis.strikeFor(time, only));
        System.out.println();
        System.out.print(Summary.of(result, settings));
        return result.violations().isEmpty() ? 0 : 1;
    }

    private void tell(String line) {
        System.out.println(LocalTime.now().format(TIME) + "  " + line);
    }
}
