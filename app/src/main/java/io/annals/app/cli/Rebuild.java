package io.annals.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code annals rebuild NAME}: a projection anew from the log, beside the running one, switched in one step. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        description = "Builds a projection anew beside the running one.")
public final class Rebuild implements Callable<Integer> {

    @Mixin
    ServerConnection server = new ServerConnection();

    @Parameters(paramLabel = "NAME", description = "the projection: customer, loyalty …")
    String name = "";

    @Override
    public Integer call() throws Exception {
        return LongTask.run(
                server,
                "/projections/" + name + "/rebuild",
                "rebuild " + name,
                built -> built.path("condition").asString("").equals("running"));
    }
}
