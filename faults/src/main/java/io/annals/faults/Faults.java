package io.annals.faults;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the faults. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = "Breaks what can be broken and checks what the log has promised.",
        subcommands = RunFaults.class)
public final class Faults {
    private Faults() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Faults()).execute(args));
    }
}
