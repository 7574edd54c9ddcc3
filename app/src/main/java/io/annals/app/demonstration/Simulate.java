package io.annals.app.demonstration;

import io.annals.app.cli.NotDone;
import io.annals.app.cli.ServerConnection;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code annals simulate --rate N}: contacts of invented people from several channels, until the time is over or somebody
 * interrupts it; either way it tells its figures. Exit code 1 when the server refused some.
 */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Sends contacts of invented people from several channels, N a minute. They stay in the log: no"
                + " thing for a server in earnest.")
public final class Simulate implements Callable<Integer> {
    private static final int FASTEST = 600_000;
    private static final int SEEDS = 1_000_000_000;
    private static final int RADIX = 36;
    private static final long LONGEST_GOODBYE_SECONDS = 40; // a request and a little

    @Mixin
    ServerConnection server = new ServerConnection();

    @Option(names = "--rate", required = true, description = "contacts a minute, on average")
    double rate;

    @Option(names = "--for", description = "how long, such as PT10M (default: until it is interrupted)")
    @Nullable
    String span;

    @Option(names = "--seed", description = "the same again sends the same (default: another one each time)")
    @Nullable
    Long seed;

    @Option(names = "--json", description = "prints the figures as JSON, for programs")
    boolean json;

    @Spec
    @Nullable
    CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (!(rate > 0 && rate <= FASTEST)) {
            throw new NotDone("--rate must be a number of contacts a minute, more than 0 and at most 600,000.");
        }
        Duration atMost = atMost();
        String url = server.base();
        long used = seed == null ? ThreadLocalRandom.current().nextInt(SEEDS) : seed;
        String name = "s" + Long.toString(System.currentTimeMillis(), RADIX);
        Narrator narrator = new Narrator(_ -> server);
        Simulation simulation =
                new Simulation(new Life(Stories.all(), used, name, true), narrator, rate, Clock.systemUTC());
        err().printf(
                        Locale.ROOT,
                        "Seed %d: about %s contacts a minute to %s%s.%n",
                        used,
                        rate % 1 == 0 ? String.valueOf((long) rate) : String.valueOf(rate),
                        url,
                        span == null ? ", until Ctrl-C" : " for " + atMost);
        return run(simulation, atMost, used);
    }

    /** Interrupted, it still hears the answers to what is under way, and says what it has done. */
    private int run(Simulation simulation, Duration atMost, long seed) throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        Thread goodbye = new Thread(() -> {
            simulation.stop();
            await(told);
        });
        Runtime.getRuntime().addShutdownHook(goodbye);
        try {
            Figures figures = simulation.run(atMost, seed);
            out().println(json ? JsonMapper.shared().writeValueAsString(figures) : figures.words());
            return figures.refused() == 0 ? 0 : 1;
        } catch (NotDone broken) {
            throw new NotDone(broken.getMessage() + " " + simulation.figures().words());
        } finally {
            told.countDown();
            removed(goodbye);
        }
    }

    private static void await(CountDownLatch told) {
        try {
            boolean inTime = told.await(LONGEST_GOODBYE_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                System.err.println("The server did not answer in time.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removed(Thread goodbye) {
        try {
            Runtime.getRuntime().removeShutdownHook(goodbye);
        } catch (IllegalStateException goingDown) {
            // it is what says so
        }
    }

    private Duration atMost() {
        if (span == null) {
            return Duration.ofDays(3650);
        }
        try {
            Duration asked = Duration.parse(span.strip());
            if (asked.isPositive()) {
                return asked;
            }
        } catch (DateTimeParseException noSpan) {
            // told below
        }
        throw new NotDone("--for must be a span such as PT10M (ten minutes).");
    }

    private PrintWriter out() {
        return Objects.requireNonNull(spec).commandLine().getOut();
    }

    private PrintWriter err() {
        return Objects.requireNonNull(spec).commandLine().getErr();
    }
}
