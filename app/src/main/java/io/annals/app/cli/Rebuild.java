package io.annals.app.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code annals rebuild NAME}: a projection anew from the log, beside the running one, switched in one step. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description = "Builds a projection anew beside the running one.")
public final class Rebuild implements Callable<Integer> {

    @Mixin
    LongTask task = new LongTask();

    @Parameters(paramLabel = "NAME", description = "the projection: customer, loyalty …")
    String name = "";

    @Override
    public Integer call() throws InterruptedException {
        if (!name.matches("[A-Za-z0-9_-]+")) {
            throw new NotDone("NAME must be the name of a projection, such as customer or loyalty.");
        }
        return task.run(
                "/projections/" + name + "/rebuild",
                "rebuild " + name,
                built -> built.path("condition").asString("").equals("running"),
                this::words);
    }

    private String words(JsonNode built) {
        return String.format(
                Locale.ROOT,
                "%s is %s, up to position %,d.",
                name,
                built.path("condition").asString("").equals("running")
                        ? "rebuilt and serves"
                        : built.path("condition").asString("not rebuilt"),
                built.path("position").asLong());
    }
}
