package io.annals.benchmarks;

import io.annals.benchmarks.agents.AgentsBenchmark;
import io.annals.benchmarks.cost.CostBenchmark;
import io.annals.benchmarks.duplicate.DuplicatesBenchmark;
import io.annals.benchmarks.flood.FloodBenchmark;
import io.annals.benchmarks.live.LiveBenchmark;
import io.annals.benchmarks.log.Appenders;
import io.annals.benchmarks.log.LogBenchmark;
import io.annals.benchmarks.log.VerifyLog;
import io.annals.benchmarks.merge.MergeBenchmark;
import io.annals.benchmarks.micro.MicroBenchmark;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks' command line. */
@Command(
        name = "benchmarks",
        mixinStandardHelpOptions = true,
        description = "Measures Annals beside what it stands on.",
        subcommands = {
            LogBenchmark.class,
            Appenders.class,
            VerifyLog.class,
            MicroBenchmark.class,
            LiveBenchmark.class,
            BatchImport.class,
            FirstView.class,
            AgentsBenchmark.class,
            FloodBenchmark.class,
            CostBenchmark.class,
            DuplicatesBenchmark.class,
            MergeBenchmark.class
        })
public final class Benchmarks {
    private Benchmarks() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Benchmarks()).execute(args));
    }
}
