package io.annals.benchmarks.log;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * An installed PostgreSQL with a database of ours in a temporary folder, on a free loopback port. As durable as the rest: {@code
 * fsync} and {@code synchronous_commit} on. It refuses to run as root, so root runs it as {@code postgres} or {@code nobody}.
 * Stopped and deleted on {@link #close}, and when the JVM ends without that.
 */
final class PostgresServer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final String SETTINGS = "-c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=on"
            + " -c synchronous_commit=on -c full_page_writes=on -c max_connections=100 -c shared_buffers=1GB"
            + " -c max_wal_size=4GB";

    private final Path binaries;
    private final Path home;
    private final List<String> as;
    private final int port;
    private final Thread hook = new Thread(this::stop, "postgres-stop");
    private boolean stopped;

    private PostgresServer(Path binaries, Path home, List<String> as, int port) {
        this.binaries = binaries;
        this.home = home;
        this.as = as;
        this.port = port;
    }

    /** Starts it; empty when it is not installed. */
    static Optional<PostgresServer> startIfInstalled() throws IOException, InterruptedException {
        Path binaries = installed();
        if (binaries == null) {
            return Optional.empty();
        }
        Path home = Files.createTempDirectory("annals-postgres-");
        User user = userInsteadOfRoot();
        if (user != null) {
            Files.setOwner(
                    home, home.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user.name()));
        }
        List<String> as = user == null
                ? List.of()
                : List.of("setpriv", "--reuid=" + user.name(), "--regid=" + user.group(), "--clear-groups", "--");
        PostgresServer server = new PostgresServer(binaries, home, as, freePort());
        Runtime.getRuntime().addShutdownHook(server.hook);
        try {
            server.run("initdb", "-D", server.data(), "-U", "annals", "-A", "trust", "-E", "UTF8", "--no-locale");
            server.run(
                    "pg_ctl",
                    "-D",
                    server.data(),
                    "-l",
                    home.resolve("log").toString(),
                    "-o",
                    SETTINGS + " -p " + server.port,
                    "-w",
                    "start");
            return Optional.of(server);
        } catch (IOException | InterruptedException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static @Nullable Path installed() throws IOException {
        List<Path> places = new ArrayList<>();
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            places.add(Path.of(folder));
        }
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> versions = Files.list(debian)) {
                versions.sorted(Comparator.reverseOrder())
                        .map(version -> version.resolve("bin"))
                        .forEach(places::add);
            }
        }
        return places.stream()
                .filter(place ->
                        Files.isExecutable(place.resolve("initdb")) && Files.isExecutable(place.resolve("pg_ctl")))
                .findFirst()
                .orElse(null);
    }

    private record User(String name, String group) {}

    private static @Nullable User userInsteadOfRoot() throws IOException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return null;
        }
        List<User> users = Files.readAllLines(Path.of("/etc/passwd")).stream()
                .map(line -> line.split(":", -1))
                .map(fields -> new User(fields[0], fields[3]))
                .toList();
        return Stream.of("postgres", "nobody")
                .flatMap(name -> users.stream().filter(user -> user.name().equals(name)))
                .findFirst()
                .orElseThrow(() -> new IOException("no user postgres or nobody, and PostgreSQL does not run as root"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private String data() {
        return home.resolve("data").toString();
    }

    private void run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(as);
        command.add(binaries.resolve(program).toString());
        command.addAll(Arrays.asList(arguments));
        Path output = Files.createTempFile("annals-postgres-", ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(program + " did not end within " + PATIENCE_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(program + " failed: " + Files.readString(output));
            }
        } finally {
            Files.delete(output);
        }
    }

    /** For the user {@code annals}, without a password. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=annals";
    }

    private synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        try {
            if (Files.exists(home.resolve("data/postmaster.pid"))) {
                run("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
            }
            FileSystemUtils.deleteRecursively(home);
        } catch (IOException e) {
            System.err.println("PostgreSQL in " + home + " did not stop: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
        Runtime.getRuntime().removeShutdownHook(hook);
    }
}
