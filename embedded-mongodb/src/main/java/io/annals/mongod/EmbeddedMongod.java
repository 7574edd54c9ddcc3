package io.annals.mongod;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real mongod of ours, running as a one-member replica set on a free loopback port.
 *
 * <p>It lives at most as long as this JVM: {@link #close()} ends it in order; when the JVM ends without that, even by
 * {@code kill -9}, a watchdog ends it. No shutdown hook is used, since hooks run side by side and the database would go
 * away while others still write their last words.
 */
public final class EmbeddedMongod implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedMongod.class);
    private static final int PORTS_TO_TRY = 5;

    private final Home home;
    private final MongodProcess process;
    private final int port;

    private EmbeddedMongod(Home home, MongodProcess process, int port) {
        this.home = home;
        this.process = process;
        this.port = port;
    }

    /**
     * Finds or fetches a mongod, starts it and blocks until it is primary. The port is the one of the last start on the
     * same home where that is still free, so clients of the former process find the new one.
     *
     * @throws MongodUnavailable if there is no mongod to be had, it does not start, or another living process uses the
     *     home; an orphan that outlived its application is ended first
     */
    public static EmbeddedMongod start(Options options) {
        return start(options, MongodSearch.ordinary(options.binaries()));
    }

    static EmbeddedMongod start(Options options, MongodSearch search) {
        Home home = Home.occupy(options);
        try {
            MongodProcess.endOrphanOn(home.data());
            return start(search, home, options);
        } catch (RuntimeException | Error e) {
            home.leave();
            throw e;
        }
    }

    /** Data that one version has written is not opened by every other: then the next best mongod is tried. */
    private static EmbeddedMongod start(MongodSearch search, Home home, Options options) {
        Set<Path> passedOver = new HashSet<>();
        Path binary = search.find();
        while (true) {
            try {
                return start(binary, home, options);
            } catch (MongodProcess.OtherVersionNeeded refused) {
                passedOver.add(binary);
                try {
                    binary = search.findBeside(passedOver);
                } catch (MongodUnavailable noOther) {
                    refused.addSuppressed(noOther);
                    throw refused;
                }
                log.info("Taking {}, since: {}", binary, refused.getMessage());
            }
        }
    }

    private static EmbeddedMongod start(Path binary, Home home, Options options) {
        long began = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            int port = attempt == 1 ? home.port() : Home.freePort();
            MongodProcess process = MongodProcess.launch(binary, home, port, options);
            try {
                new ReplicaSetOfOne(process, home, port).awaitPrimary();
                home.rememberPort(port);
                long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
                log.info(
                        "mongod {} is primary on 127.0.0.1:{} after {} ms, data in {}",
                        binary,
                        port,
                        millis,
                        home.data());
                return new EmbeddedMongod(home, process, port);
            } catch (RuntimeException e) {
                process.kill();
                if (attempt == PORTS_TO_TRY || !process.foundItsPortTaken()) {
                    throw e;
                }
            }
        }
    }

    /**
     * The one mongod that all tests of this JVM share, started at the first call. Its data is in the system's temporary
     * folder and deleted when the JVM has ended. Every test picks a database name of its own; whoever wants to kill a
     * mongod starts one with {@link Options#in} instead.
     */
    public static EmbeddedMongod forTests() {
        return SharedByTests.MONGOD;
    }

    /** Started when first asked for, once: the class loader sees to it. */
    private static final class SharedByTests {
        static final EmbeddedMongod MONGOD = startEphemeral();
    }

    private static EmbeddedMongod startEphemeral() {
        try {
            Path home = Files.createTempDirectory("annals-mongod-");
            return start(Options.in(home).withBinaries(ordinaryBinaries()).withEphemeral(true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The user's own folder: environment variable {@code ANNALS_HOME}, else {@code .annals} in the home directory. */
    public static Path ordinaryHome() {
        String configured = System.getenv("ANNALS_HOME");
        return configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".annals")
                : Path.of(configured);
    }

    /** Where the user's fetched mongod is kept. */
    public static Path ordinaryBinaries() {
        return ordinaryHome().resolve("mongod");
    }

    /**
     * The mongod that an ordinary start would run: of the PATH, of the user's cache, or fetched into it.
     *
     * @throws MongodUnavailable with what to install, if there is none to be had
     */
    public static Path binary() {
        return MongodSearch.ordinary(ordinaryBinaries()).find();
    }

    /**
     * For any driver: finds the member through the replica set, so change streams and {@code w: majority} work. Holds the
     * password of the application's account, so it is for memory and environment, not for a command line that others see.
     */
    public String connectionString() {
        return Credentials.connectionString(home.credentials().password(), port);
    }

    /**
     * The same for another program of the same user, such as mongosh: of the mongod that was started last on that home.
     *
     * @throws IOException if none was, or the home is another user's
     */
    public static String connectionString(Path home) throws IOException {
        String password = Files.readString(home.resolve(Credentials.ACCOUNT)).strip();
        return Credentials.connectionString(password, Home.portOf(home));
    }

    /** The process id of mongod itself. */
    public long pid() {
        return process.pid();
    }

    /**
     * SIGKILL, for fault tests: returns when the process is gone. The home stays occupied until {@link #close()}; then
     * {@link #start} with the same options brings it back on the same port.
     */
    public void kill() {
        process.kill();
    }

    /** Ends mongod in order and leaves the home: no process remains, the data does unless it is ephemeral. Idempotent. */
    @Override
    public void close() {
        if (home.isEphemeral()) {
            process.kill(); // an orderly end takes a second, for data that nobody will see
        } else {
            process.stop();
        }
        home.leave();
    }

    /**
     * Where and how to run.
     *
     * @param home the folder with data, log and port of this mongod; made if missing
     * @param binaries the folder where fetched binaries are kept
     * @param extraArguments handed to mongod as they are, for instance {@code --setParameter enableTestCommands=1}
     * @param cacheGigabytes WiredTiger's cache, at least 0.25
     * @param ephemeral whether the whole home, empty before, is deleted once mongod has ended
     */
    public record Options(
            Path home, Path binaries, List<String> extraArguments, double cacheGigabytes, boolean ephemeral) {
        public Options {
            home = home.toAbsolutePath().normalize();
            binaries = binaries.toAbsolutePath().normalize();
            extraArguments = List.copyOf(extraArguments);
            if (!(cacheGigabytes >= 0.25)) {
                throw new IllegalArgumentException("mongod takes no cache below 0.25 GB, not " + cacheGigabytes);
            }
        }

        /** Everything below one folder: {@code data/}, {@code mongod/} with the binaries, the log. */
        public static Options in(Path home) {
            return new Options(home, home.resolve("mongod"), List.of(), 1, false);
        }

        public Options withBinaries(Path folder) {
            return new Options(home, folder, extraArguments, cacheGigabytes, ephemeral);
        }

        public Options withExtraArguments(String... arguments) {
            return new Options(home, binaries, List.of(arguments), cacheGigabytes, ephemeral);
        }

        public Options withCacheGigabytes(double gigabytes) {
            return new Options(home, binaries, extraArguments, gigabytes, ephemeral);
        }

        public Options withEphemeral(boolean deleted) {
            return new Options(home, binaries, extraArguments, cacheGigabytes, deleted);
        }
    }
}
