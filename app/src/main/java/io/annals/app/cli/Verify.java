package io.annals.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
    ServerConnection server = new ServerConnection();

    @Override
    public Integer call() throws Exception {
        return LongTask.run(
                server,
                "/log/verification",
                "verify",
                verdict -> verdict.path("valid").asBoolean(false));
    }
}
