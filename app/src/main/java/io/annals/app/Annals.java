package io.annals.app;

import io.annals.app.cli.ImportFile;
import io.annals.app.cli.Rebuild;
import io.annals.app.cli.Rewrap;
import io.annals.app.cli.Sentences;
import io.annals.app.cli.Stats;
import io.annals.app.cli.Verify;
import io.annals.app.cli.Watch;
import io.annals.app.demonstration.Simulate;
import io.annals.app.start.Reimport;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code annals}: without a command it serves; with one it talks to a server that runs. */
@Command(
        name = "annals",
        mixinStandardHelpOptions = true,
        version = "annals 0.1",
        description = "The memory of a company's dealings with its customers. Without a command: serve.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:done, and not all is well: rows refused, the chain broken",
            "2:not done: no server, no such file, a key that is not good, a connection that broke off, wrong usage"
        },
        subcommands = {
            ImportFile.class,
            Watch.class,
            Rebuild.class,
            Rewrap.class,
            Verify.class,
            Stats.class,
            Simulate.class,
            Reimport.class
        })
public final class Annals {

    public static void main(String[] args) {
        if (args.length > 0
                && !args[0].startsWith("--annals.")
                && !args[0].startsWith("--spring.")
                && !args[0].startsWith("--server.")) {
            System.exit(commandLine().execute(args));
        }
        serve(args);
    }

    /** What a person types behind {@code annals}; whatever goes wrong is told in a sentence. */
    public static CommandLine commandLine() {
        return new CommandLine(new Annals()).setExecutionExceptionHandler(Sentences::tell);
    }

    private static void serve(String[] args) {
        // Axon would otherwise call home and write into the user's home at start.
        System.setProperty("axoniq.update-checker.disabled", "true");
        System.setProperty("disable-axoniq-console-message", "true");
        SpringApplication server = new SpringApplication(Server.class);
        // The sides know nothing of each other, so neither of them can keep its names from clashing with the other's.
        server.setBeanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE);
        server.run(args);
    }
}
