package io.annals.benchmarks.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A peer's process, and the lines that it prints. */
final class Child implements AutoCloseable {
    private static final long LONGEST = 60; // seconds for any line that is waited for

    private final Process process;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    Child(ProcessBuilder command) throws IOException {
        process = command.redirectErrorStream(true).start();
        Thread.ofVirtual().start(this::follow);
    }

    private void follow() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(lines::add);
        } catch (IOException | RuntimeException gone) {
            lines.add("(its output broke off: " + gone.getMessage() + ")");
        }
    }

    /**
     * Takes lines until one matches.
     *
     * @return the first group
     * @throws IOException with what it printed instead, when none does within a minute
     */
    String await(Pattern wanted) throws IOException, InterruptedException {
        StringBuilder others = new StringBuilder();
        for (@Nullable String line = lines.poll(LONGEST, TimeUnit.SECONDS);
                line != null;
                line = lines.poll(LONGEST, TimeUnit.SECONDS)) {
            Matcher matcher = wanted.matcher(line);
            if (matcher.find()) {
                return matcher.group(1);
            }
            others.append(line).append('\n');
        }
        throw new IOException("nothing like " + wanted + " in:\n" + others);
    }

    void say(String line) throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append(line).append('\n').flush();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
