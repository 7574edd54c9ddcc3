package io.annals.benchmarks;

import io.annals.edge.Role;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The real program in a process of its own, so that it can be killed like one. It runs on the class path of this JVM and on
 * a free loopback port, and prints its keys at its first start, from where they are read.
 */
public final class AnnalsProcess implements AutoCloseable {
    private static final String MONGODB = "--annals.mongodb.uri=";
    private static final Duration START = Duration.ofSeconds(240);
    private static final Pattern KEY = Pattern.compile("^\\s+(\\w+)\\s+(annals_\\S+)\\s*$");
    private static final Pattern LISTENS = Pattern.compile("Annals listens at (\\S+)");

    private final Process process;
    private final String url;
    private final Map<Role, String> keys;
    private final ConcurrentLinkedQueue<String> output;

    private AnnalsProcess(Process process, String url, Map<Role, String> keys, ConcurrentLinkedQueue<String> output) {
        this.process = process;
        this.url = url;
        this.keys = keys;
        this.output = output;
    }

    /**
     * The options of a JVM that is measured.
     *
     * @param heap as for {@code -Xmx}
     * @param profile where a flight recording is to be written; null for none
     */
    public static List<String> jvm(String heap, @Nullable Path profile) {
        List<String> options = new ArrayList<>(List.of("-Xmx" + heap));
        if (profile != null) {
            options.add("-XX:StartFlightRecording:settings=profile,filename=" + profile.toAbsolutePath());
        }
        return options;
    }

    /**
     * Starts it and blocks until it listens.
     *
     * @param home its folder; the same again finds everything again
     * @param settings more settings, such as {@code --spring.profiles.active=demo}
     * @throws IllegalStateException with what it printed, when it does not listen in time
     */
    public static AnnalsProcess start(Path home, List<String> jvm, List<String> settings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.addAll(List.of("-cp", classPath(), "io.annals.app.Annals"));
        command.addAll(List.of("--annals.home=" + home, "--server.port=0"));
        Map<String, String> environment = new HashMap<>();
        for (String setting : settings) {
            if (setting.startsWith(MONGODB)) { // holds a password, and everybody on the machine sees the arguments
                environment.put("ANNALS_MONGODB_URI", setting.substring(MONGODB.length()));
            } else {
                command.add(setting);
            }
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return start(builder);
    }

    /** The class path of this JVM without its tests: the program needs none, and a class data archive takes no folder. */
    public static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * Starts a server by a command of the caller's and blocks until it listens.
     *
     * @throws IllegalStateException with what it printed, when it does not listen in time
     */
    public static AnnalsProcess start(ProcessBuilder command) {
        try {
            Process process = command.redirectErrorStream(true).start();
            ConcurrentLinkedQueue<String> output = new ConcurrentLinkedQueue<>();
            Map<Role, String> keys = new ConcurrentHashMap<>();
            CompletableFuture<String> listening = new CompletableFuture<>();
            Thread.ofVirtual().start(() -> follow(process, output, keys, listening));
            try {
                return new AnnalsProcess(process, listening.get(START.toSeconds(), TimeUnit.SECONDS), keys, output);
            } catch (ExecutionException | TimeoutException | InterruptedException e) {
                process.destroyForcibly();
                throw new IllegalStateException("it did not start:\n" + String.join("\n", output), e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void follow(
            Process process,
            ConcurrentLinkedQueue<String> output,
            Map<Role, String> keys,
            CompletableFuture<String> url) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                Matcher key = KEY.matcher(line);
                if (key.matches()) {
                    keys.put(Role.valueOf(key.group(1).toUpperCase(Locale.ROOT)), key.group(2));
                }
                Matcher listens = LISTENS.matcher(line);
                if (listens.find()) {
                    url.complete(listens.group(1));
                }
            }
        } catch (IOException e) {
            output.add("(its output broke off: " + e.getMessage() + ")");
        }
        url.completeExceptionally(new IllegalStateException("it ended"));
    }

    /** Where it listens, such as {@code http://127.0.0.1:40123}. */
    public String url() {
        return url;
    }

    /** The keys of the first start; empty at a later one. */
    public Map<Role, String> keys() {
        return keys;
    }

    /** All lines that it has printed so far. */
    public List<String> output() {
        return List.copyOf(output);
    }

    public long pid() {
        return process.pid();
    }

    /** Whether it runs; false also when it ended by itself. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}; returns when the process is gone. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Ends it in order; by force when it takes longer than 30 seconds. */
    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit().get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            kill();
        }
    }
}
