package io.annals.faults.workload;

import io.annals.edge.Role;
import io.annals.faults.cluster.Watched;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The real program on the cluster, in a process of its own. Comes back on the same port with the same keys after a kill. */
public final class Crm implements AutoCloseable {
    /** The database that the program uses. */
    public static final String DATABASE = "annals";

    private static final Duration START = Duration.ofSeconds(120);
    private static final Pattern KEY = Pattern.compile("^\\s+(\\w+)\\s+(annals_\\S+)\\s*$");
    private static final Pattern LISTENS = Pattern.compile("Annals listens at (\\S+)");
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    private final String mongodb;
    private final Path folder;
    private final Map<Role, String> keys = new ConcurrentHashMap<>();
    private @Nullable Process process;
    private volatile String url = "http://127.0.0.1:0";

    private Crm(String mongodb, Path folder) {
        this.mongodb = mongodb;
        this.folder = folder;
    }

    /**
     * Starts it and blocks until it listens.
     *
     * @param folder its home; what it prints goes to {@code annals.out} there
     * @throws IllegalStateException when it does not listen in time
     */
    public static Crm start(String mongodb, Path folder) {
        Crm crm = new Crm(mongodb, folder);
        crm.start();
        return crm;
    }

    /** Starts it again and blocks until it listens. */
    public synchronized void start() {
        String port = url.substring(url.lastIndexOf(':') + 1);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.annals.app.Annals",
                "--annals.home=" + folder,
                "--server.port=" + port,
                "--annals.mongodb.uri=" + mongodb);
        try {
            Process started = new ProcessBuilder(Watched.command(command))
                    .redirectErrorStream(true)
                    .start();
            process = started;
            CompletableFuture<String> listening = new CompletableFuture<>();
            Thread.startVirtualThread(() -> hear(started, listening));
            url = listening.get(START.toSeconds(), TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ExecutionException | TimeoutException e) {
            kill();
            throw new IllegalStateException("the program did not start; see " + folder.resolve("annals.out"), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
            throw new IllegalStateException(e);
        }
    }

    private void hear(Process started, CompletableFuture<String> listening) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Files.writeString(
                        folder.resolve("annals.out"),
                        line + "\n",
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                Matcher key = KEY.matcher(line);
                if (key.matches()) {
                    keys.put(Role.valueOf(key.group(1).toUpperCase(Locale.ROOT)), key.group(2));
                }
                Matcher listens = LISTENS.matcher(line);
                if (listens.find()) {
                    listening.complete(listens.group(1));
                }
            }
        } catch (IOException outputEnded) {
            // so has the program
        }
        listening.completeExceptionally(new IllegalStateException("it ended"));
    }

    /** Where it listens. */
    String url() {
        return url;
    }

    HttpClient http() {
        return HTTP;
    }

    /** A request with the key of a role. */
    HttpRequest.Builder request(Role role, String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", bearer(role));
    }

    String bearer(Role role) {
        return "Bearer " + Objects.requireNonNull(keys.get(role), () -> "no key of " + role + " was shown");
    }

    /**
     * Builds a projection anew and waits for it.
     *
     * @return what the program said last
     */
    public String rebuild(String projection) throws IOException, InterruptedException {
        HttpRequest request = request(Role.ADMINISTRATOR, "/projections/" + projection + "/rebuild")
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(120))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        String said = HTTP.send(request, BodyHandlers.ofString()).body();
        return said.strip().lines().reduce("", (_, line) -> line);
    }

    /** Whether its process runs. */
    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** {@code kill -9}; returns when it is gone. */
    public synchronized void kill() {
        Process running = Objects.requireNonNull(process);
        running.destroyForcibly();
        running.onExit().join();
    }

    @Override
    public void close() {
        Process running = Objects.requireNonNull(process);
        running.destroy();
        try {
            if (!running.waitFor(30, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }
}
