package io.annals.faults.workload;

import io.annals.faults.cluster.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An appender in a process of its own, which can be paused, killed and told another time. */
public final class AppenderProcess implements AutoCloseable {
    private static final Duration TO_END = Duration.ofSeconds(40);

    private final String uri;
    private final String database;
    private final String name;
    private final Path folder;
    private final long seed;
    private final double perSecond;
    private final Duration patience;
    private @Nullable Process process;
    private int starts;

    /**
     * Starts it.
     *
     * @param folder where its histories and what it prints go
     * @param perSecond commits that it tries to append in a second
     * @param patience how long an append may take until its outcome is told to be unknown
     */
    public AppenderProcess(
            String uri, String database, String name, Path folder, long seed, double perSecond, Duration patience) {
        this.uri = uri;
        this.database = database;
        this.name = name;
        this.folder = folder;
        this.seed = seed;
        this.perSecond = perSecond;
        this.patience = patience;
        start();
    }

    public String name() {
        return name;
    }

    /** Starts it, with streams and a history of its own. */
    public synchronized void start() {
        String life = name + "-" + starts++;
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=appender-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                AppenderMain.class.getName(),
                uri,
                database,
                life,
                folder.resolve(life + ".jsonl").toString(),
                Long.toString(seed + 100L * starts),
                Double.toString(perSecond),
                Long.toString(patience.toMillis()));
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve(life + ".out").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGSTOP. */
    public void pause() {
        Signal.STOP.to(running().pid());
    }

    /** SIGCONT, unless it has ended. */
    public void resume() {
        if (running().isAlive()) {
            Signal.CONT.to(running().pid());
        }
    }

    /** {@code kill -9}; returns when it is gone. */
    public void kill() {
        running().destroyForcibly();
        running().onExit().join();
    }

    /** Puts its clock ahead of the machine's, or behind. */
    public void clockAhead(Duration ahead) {
        tell("clock " + ahead.toMillis());
    }

    private void tell(String line) {
        try {
            running().getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            running().getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized Process running() {
        return Objects.requireNonNull(process);
    }

    /** Lets every caller hear what became of its commit, then ends it; by force when that takes too long. */
    @Override
    public void close() {
        try {
            if (running().isAlive()) {
                tell("stop");
            }
            if (!running().waitFor(TO_END.toSeconds(), TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        } catch (UncheckedIOException endedJustNow) {
            kill();
        }
    }
}
