package io.annals.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code annals stats}: what the log holds, what it takes on disk, how far its readers are. Exit code 1 when it is broken. */
@Command(
        name = "stats",
        mixinStandardHelpOptions = true,
        description = "Counts what the log holds, by type; sizes, oplog window, lag of the projections.")
public final class Stats implements Callable<Integer> {

    @Mixin
    ServerConnection server = new ServerConnection();

    @Option(
            names = "--after",
            description = "counts from this position on (default: the whole log)",
            defaultValue = "0")
    long after;

    @Override
    public Integer call() throws Exception {
        return LongTask.run(server, "/log/statistics?after=" + after, "stats", figures -> figures.has("commits"));
    }
}
