package io.annals.benchmarks.micro;

import io.annals.benchmarks.report.Report;
import io.annals.benchmarks.report.Row;
import io.annals.benchmarks.report.Section;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@link Forms} by JMH. */
@Command(
        name = "jmh",
        mixinStandardHelpOptions = true,
        description = "Encoding, digest, encryption and decoding of one event, alone.")
public final class MicroBenchmark implements Callable<Integer> {
    @Option(
            names = "--full",
            description = "three forks of five iterations of two seconds; otherwise one of three of one")
    boolean full;

    @Option(names = "--short", description = "the short form, as without any option")
    boolean shortForm;

    @Option(names = "--out", description = "where jmh.json and jmh.html go", defaultValue = "benchmarks/target/log")
    Path out = Path.of("");

    @Override
    public Integer call() throws Exception {
        Report report = new Report(
                "One event in the processor alone",
                Map.of(
                        "form",
                        full ? "full" : "short",
                        "java",
                        Runtime.version().toString()),
                List.of(measure()));
        report.publish(System.out, out, "jmh");
        return 0;
    }

    private Section measure() throws RunnerException {
        Options options = new OptionsBuilder()
                .include(Forms.class.getName())
                .forks(full ? 3 : 1)
                .warmupIterations(full ? 5 : 3)
                .warmupTime(TimeValue.seconds(full ? 2 : 1))
                .measurementIterations(full ? 5 : 3)
                .measurementTime(TimeValue.seconds(full ? 2 : 1))
                .jvmArgs("-Xmx512m", "--sun-misc-unsafe-memory-access=allow") // JMH itself needs it
                .verbosity(VerboseMode.SILENT)
                .build();
        Collection<RunResult> results = new Runner(options).run();
        List<Row> rows = results.stream()
                .map(RunResult::getPrimaryResult)
                .map(MicroBenchmark::row)
                .toList();
        return new Section(
                "jmh",
                "One event in the processor alone",
                "JMH, average time of one thread in JVMs of their own; a fact without personal components, a note with"
                        + " two, a text of 107 bytes under AES-256-GCM, SHA-256 over 640 bytes.",
                "nanoseconds",
                List.of("mean", "± 99.9 %"),
                rows,
                null,
                List.of(),
                List.of());
    }

    private static Row row(Result<?> result) {
        return Row.of(result.getLabel(), result.getScore(), result.getScoreError());
    }
}
