package io.annals.mongod;

import io.annals.mongod.EmbeddedMongod.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process of one mongod, and its watchdog: a shell that waits on a pipe from this JVM and ends mongod when the pipe
 * closes. The kernel closes it however the JVM ends, so not even {@code kill -9} leaves an orphan.
 */
final class MongodProcess {
    private static final Logger log = LoggerFactory.getLogger(MongodProcess.class);
    private static final int PORT_TAKEN = 48; // mongod's exit code EXIT_NET_ERROR
    private static final int DATA_OF_ANOTHER_VERSION = 62; // EXIT_NEED_DOWNGRADE
    private static final long ORDERLY_END_SECONDS = 20;

    /** What mongod needs to know of its surroundings; what else the application's environment holds is not for it. */
    private static final Set<String> ENVIRONMENT =
            Set.of("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "SystemRoot", "TEMP", "TMP");

    /**
     * $1: folder to delete in the end, or empty. $2 …: mongod and its arguments. The shell becomes mongod itself, so its
     * process id is the one that Java knows; the watchdog is the shell's child. A mongod that ended by itself closes the
     * pipe as well (Java does), so the watchdog never outlives it and never aims at a process id that is in use again.
     * An ended process that nobody has reaped, as in a container without an init, still takes signals, but has no command line.
     */
    private static final String WATCHED = """
        exec 3<&0 </dev/null
        doomed=$1
        shift
        lives() {
          kill -0 $$ && { [ ! -d /proc/$$ ] || [ "$(tr -d '\\0' </proc/$$/cmdline)" ]; }
        }
        {
          trap '' HUP INT TERM
          read -r _ <&3
          if [ "$doomed" ]; then kill -KILL $$; else kill -TERM $$; fi
          tenths=0
          while lives && [ $tenths -lt 150 ]; do
            sleep 0.1
            tenths=$((tenths + 1))
          done
          if lives; then kill -KILL $$; fi
          if [ "$doomed" ]; then rm -rf "$doomed"; fi
        } >/dev/null 2>&1 &
        exec "$@" 3<&-
        """;

    private final Process process;
    private final Home home;

    private MongodProcess(Process process, Home home) {
        this.process = process;
        this.home = home;
    }

    static MongodProcess launch(Path binary, Home home, int port, Options options) {
        List<String> mongod = new ArrayList<>(List.of(binary.toString()));
        mongod.addAll(List.of(
                "--dbpath", home.data().toString(), "--logpath", home.log().toString()));
        mongod.addAll(List.of("--bind_ip", "127.0.0.1", "--port", Integer.toString(port)));
        mongod.addAll(withoutStrangers(home.credentials()));
        mongod.addAll(List.of("--replSet", ReplicaSetOfOne.NAME, "--oplogSize", "1024"));
        mongod.addAll(List.of("--wiredTigerCacheSizeGB", Double.toString(options.cacheGigabytes())));
        mongod.addAll(List.of("--setParameter", "diagnosticDataCollectionEnabled=false"));
        mongod.addAll(
                List.of("--setParameter", "minSnapshotHistoryWindowInSeconds=0")); // nobody reads the past of a view
        mongod.addAll(options.extraArguments());
        try {
            home.setAsideFormerLog();
            OwnerOnly.write(home.output(), "");
            ProcessBuilder builder = new ProcessBuilder(watched(mongod, home))
                    .redirectErrorStream(true)
                    .redirectOutput(home.output().toFile());
            builder.environment().keySet().retainAll(ENVIRONMENT);
            return new MongodProcess(builder.start(), home);
        } catch (IOException e) {
            throw new MongodUnavailable(binary + " cannot be run: " + e.getMessage(), e);
        }
    }

    /**
     * Everybody is asked who they are, also who comes first and from localhost. zlib is no compressor: before 6.0.27,
     * 7.0.28, 8.0.17 and 8.2.3 a message that it compressed made mongod tell of its memory, asked by anybody
     * (CVE-2025-14847). Slow queries are not logged, since the log would quote what is stored.
     */
    private static List<String> withoutStrangers(Credentials credentials) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("--keyFile", credentials.keyfile().toString()));
        arguments.addAll(List.of("--setParameter", "enableLocalhostAuthBypass=false"));
        arguments.addAll(List.of("--networkMessageCompressors", "snappy,zstd"));
        arguments.addAll(List.of("--slowOpSampleRate", "0"));
        if (!System.getProperty("os.name").startsWith("Windows")) {
            arguments.add("--nounixsocket"); // nobody uses it, and it would lie in a folder where all may write
        }
        return arguments;
    }

    private static List<String> watched(List<String> mongod, Home home) {
        Path shell = Path.of("/bin/sh");
        if (!Files.isExecutable(shell)) {
            return mongod; // Windows: an orphan is ended by the next start
        }
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid"); // a Ctrl-C in the terminal is for the application, which then closes mongod
        }
        command.addAll(List.of(shell.toString(), "-c", WATCHED, "mongod-watchdog", home.doomed()));
        command.addAll(mongod);
        return command;
    }

    /**
     * Ends the mongod of an application that is gone, if one still serves this data. Call it only while the home is
     * occupied.
     */
    static void endOrphanOn(Path data) {
        orphanOn(data).ifPresent(orphan -> {
            log.info("Ending mongod {}, which outlived its application and still serves {}", orphan.pid(), data);
            orphan.destroy();
            if (!servesNoMore(orphan, data)) {
                orphan.destroyForcibly();
                if (!servesNoMore(orphan, data)) {
                    throw new MongodUnavailable("The former mongod, process " + orphan.pid() + ", still serves " + data
                            + " and does not end. End it, then start again.");
                }
            }
        });
    }

    /** Waits for that, bounded; an ended process that nobody has reaped yet serves no more, so its exit is not asked for. */
    static boolean servesNoMore(ProcessHandle mongod, Path data) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ORDERLY_END_SECONDS);
        while (serves(mongod.info(), data)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            mongod.onExit().completeOnTimeout(mongod, 20, TimeUnit.MILLISECONDS).join();
        }
        return true;
    }

    /** mongod writes its process id into {@code mongod.lock} and empties the file when it ends in order. */
    private static Optional<ProcessHandle> orphanOn(Path data) {
        try {
            long pid =
                    Long.parseLong(Files.readString(data.resolve("mongod.lock")).strip());
            return ProcessHandle.of(pid).filter(handle -> serves(handle.info(), data));
        } catch (IOException | NumberFormatException endedInOrder) {
            return Optional.empty();
        }
    }

    static boolean serves(ProcessHandle.Info process, Path data) {
        return process.arguments().map(List::of).orElse(List.of()).contains(data.toString());
    }

    long pid() {
        return process.pid();
    }

    /** Waits, at most that long, for the process to end; true if it has. The pause of a poll that ends early on failure. */
    boolean endsWithin(long millis) {
        try {
            return process.waitFor(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MongodUnavailable("Interrupted while mongod started.", e);
        }
    }

    boolean foundItsPortTaken() {
        return !process.isAlive() && process.exitValue() == PORT_TAKEN;
    }

    void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(ORDERLY_END_SECONDS, TimeUnit.SECONDS).join();
    }

    void stop() {
        process.destroy();
        try {
            if (process.waitFor(ORDERLY_END_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
            log.warn("mongod {} did not end within {} s and is killed", pid(), ORDERLY_END_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }

    /** The sentence for a mongod that ended before it was primary: its own first complaint, and where to read more. */
    MongodUnavailable endedEarly() {
        String sentence = "mongod ended with exit code " + process.exitValue() + " before it was ready: "
                + firstComplaint() + " Its log is " + home.log() + ".";
        return process.exitValue() == DATA_OF_ANOTHER_VERSION
                ? new OtherVersionNeeded(sentence)
                : new MongodUnavailable(sentence);
    }

    /** The data was written by a version that this mongod is too new or too old for. */
    static final class OtherVersionNeeded extends MongodUnavailable {
        private static final long serialVersionUID = 1L;

        OtherVersionNeeded(String sentence) {
            super(sentence);
        }
    }

    private String firstComplaint() {
        return lines(home.log()).stream()
                .filter(line -> line.contains("\"s\":\"F\"") || line.contains("\"s\":\"E\""))
                .findFirst()
                .map(Document::parse)
                .map(entry -> entry.getString("msg") + " "
                        + entry.get("attr", new Document()).toJson())
                .orElseGet(() -> String.join(" ", lines(home.output())));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException none) {
            return List.of();
        }
    }
}
