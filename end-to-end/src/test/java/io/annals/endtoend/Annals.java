package io.annals.endtoend;

import io.annals.benchmarks.AnnalsProcess;
import io.annals.edge.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that runs in a process of its own, with the keys of its first start. */
final class Annals implements AutoCloseable {
    /**
     * A small heap on purpose: nothing here may need more. Compiled lightly, since each server lives for seconds; the first one
     * that ends in order leaves its loaded classes to the others, which saves them a third of their start.
     */
    static final List<String> JVM = List.of(
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=" + Path.of("target", "annals.jsa").toAbsolutePath());

    private static final Pattern LINK = Pattern.compile("become the administrator.*?(http\\S+)");

    private final AnnalsProcess process;
    private final Map<Role, String> keys;

    private Annals(AnnalsProcess process, Map<Role, String> keys) {
        this.process = process;
        this.keys = keys;
    }

    static Annals start(Home home, String... settings) {
        AnnalsProcess process = AnnalsProcess.start(home.folder(), JVM, List.of(settings));
        return new Annals(process, Map.copyOf(process.keys()));
    }

    /** Starts on a home where one was before; its keys stay valid. */
    Annals again(Home home, String... settings) {
        return new Annals(AnnalsProcess.start(home.folder(), JVM, List.of(settings)), keys);
    }

    Client as(Role role) {
        return new Client(process.url(), keyOf(role));
    }

    /** Waits until every projection has seen everything up to a position. */
    void untilProjectionsHave(long position) {
        Eventually.see(
                "all projections at " + position,
                Waits.SHORT,
                () -> as(Role.AUDITOR).get("/projections").expect(200).json().path("projections"),
                states -> states.valueStream()
                        .allMatch(state -> state.path("position").asLong() >= position));
    }

    String keyOf(Role role) {
        return Objects.requireNonNull(keys.get(role), () -> "no key of " + role + " was shown");
    }

    String url() {
        return process.url();
    }

    Watcher watch(String topic, long after) {
        return new Watcher(process.url(), keyOf(Role.AUDITOR), topic, after);
    }

    /** The link that makes the administrator; it is good once. */
    String loginLink() {
        return Eventually.see("the link", Waits.LONG, this::linkIfPrinted, Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> linkIfPrinted() {
        return process.output().stream()
                .map(LINK::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
    }

    List<String> output() {
        return process.output();
    }

    /** Lines that tell of a fault: errors and stack traces. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        for (String line : process.output()) {
            if (line.contains(" ERROR ") || line.startsWith("\tat ") || line.startsWith("Caused by:")) {
                complaints.add(line);
            }
        }
        return complaints;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
