package io.annals.app.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/**
 * {@code annals verify}: recomputes the chain of the whole log and follows every stream's numbers. Exit code 1 when it is
 * broken; then the outcome says at which position first.
 */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = "Recomputes the chain of the whole log, and says where it breaks first.")
public final class Verify implements Callable<Integer> {

    @Mixin
    LongTask task = new LongTask();

    @Override
    public Integer call() throws InterruptedException {
        return task.run("/log/verification", "verify", Verify::isValid, Verify::words);
    }

    private static boolean isValid(JsonNode verdict) {
        return verdict.path("valid").asBoolean(false);
    }

    static String words(JsonNode verdict) {
        return isValid(verdict)
                ? String.format(
                        Locale.ROOT,
                        "The chain is whole: %,d commits, %,d events, in %.1f s (%,d events/s).",
                        verdict.path("commits").asLong(),
                        verdict.path("events").asLong(),
                        verdict.path("seconds").asDouble(),
                        verdict.path("eventsPerSecond").asLong())
                : String.format(
                        Locale.ROOT,
                        "The chain is BROKEN at position %,d: %s",
                        verdict.path("brokenAt").asLong(),
                        Sentences.printable(verdict.path("reason").asString("")));
    }
}
