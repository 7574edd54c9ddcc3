package io.annals.app.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code annals rewrap}: wraps all data keys by the present master key. Exit code 1 when it was not done. */
@Command(
        name = "rewrap",
        mixinStandardHelpOptions = true,
        description = "Wraps all data keys by the present master key, so that the others may go.")
public final class Rewrap implements Callable<Integer> {

    @Mixin
    LongTask task = new LongTask();

    @Override
    public Integer call() throws InterruptedException {
        return task.run(
                "/secrets/rewrapping",
                "rewrap",
                outcome -> outcome.has("rewrapped"),
                outcome -> String.format(
                        Locale.ROOT,
                        "All data keys are wrapped by the present master key; %,d were wrapped anew.",
                        outcome.path("rewrapped").asLong()));
    }
}
