package io.annals.benchmarks.flood;

import io.annals.benchmarks.AnnalsProcess;
import io.annals.benchmarks.Http;
import io.annals.benchmarks.Waiting;
import io.annals.edge.Role;
import io.annals.mongod.EmbeddedMongod;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Some people and machines work at their pace; then one actor floods, in each way for itself and in all of them at once. What
 * the others wait for is told beside what they waited for before, and whether any of them was refused. Ends with 1 when one was.
 *
 * <p>The flooder is a process of its own with the lowest priority (nice 19): on another machine it would take no processor at all.
 */
@Command(
        name = "flood",
        mixinStandardHelpOptions = true,
        description = "Others' p50 and p99 while one actor floods with logins, sockets, subscriptions, slow bodies,"
                + " followers.")
public final class FloodBenchmark implements Callable<Integer> {
    private static final double AIM = 2;
    private static final JsonMapper JSON = JsonMapper.shared();

    @Option(names = "--others", description = "who work meanwhile, each by a key of their own", defaultValue = "10")
    int others;

    @Option(names = "--rate", description = "requests a second of each of them", defaultValue = "8")
    int rate;

    @Option(names = "--seconds", description = "of each flood, and of the time before", defaultValue = "20")
    int seconds;

    @Option(names = "--warm-up", description = "seconds before that", defaultValue = "45")
    int warmUp;

    @Option(names = "--heap", description = "of the server, as for -Xmx", defaultValue = "512m")
    String heap = "512m";

    @Option(names = "--only", split = ",", description = "these floods alone: ${COMPLETION-CANDIDATES}")
    List<Flood> only = List.of();

    @Option(names = "--profile", description = "where a flight recording of the server is to be written")
    @Nullable
    Path profile;

    @Override
    public Integer call() throws Exception {
        Path home = Files.createTempDirectory("annals-benchmark-");
        try (EmbeddedMongod mongod = EmbeddedMongod.start(EmbeddedMongod.Options.in(home)
                        .withBinaries(EmbeddedMongod.ordinaryBinaries())
                        .withEphemeral(true));
                AnnalsProcess annals = AnnalsProcess.start(
                        home,
                        AnnalsProcess.jvm(heap, profile),
                        List.of("--annals.mongodb.uri=" + mongod.connectionString()))) {
            return measure(annals) ? 0 : 1;
        }
    }

    private boolean measure(AnnalsProcess annals) throws Exception {
        Http administrator = new Http(annals.url(), annals.keys().getOrDefault(Role.ADMINISTRATOR, ""));
        List<String> customers = customers(new Http(annals.url(), annals.keys().getOrDefault(Role.SERVICE, "")));
        Waiting.untilQuiet(administrator);
        List<Http> clients = new ArrayList<>();
        for (int i = 1; i <= others; i++) {
            clients.add(new Http(annals.url(), key(administrator, "other-" + i, "agent")));
        }
        String flooder = key(administrator, "flooder", "service");
        Others work = new Others(clients, customers, rate);
        System.out.printf(
                "%d others, %d requests a second each, %d s each way; milliseconds from when it was due, heap %s%n",
                others, rate, seconds, heap);
        work.during(warmUp);
        boolean met = true;
        for (List<Flood> floods : floods()) {
            met &= flood(annals, flooder, floods, work);
        }
        long complaints = annals.output().stream()
                .filter(line -> line.contains(" ERROR ") || line.startsWith("\tat "))
                .peek(System.out::println)
                .count();
        System.out.printf(
                "aim: p99 at most %.0f × of before, nobody but the flooder refused, no error: %s%n",
                AIM, met && complaints == 0 ? "met" : "missed");
        return met && complaints == 0;
    }

    private List<List<Flood>> floods() {
        if (!only.isEmpty()) {
            return only.stream().map(List::of).toList();
        }
        List<List<Flood>> floods = new ArrayList<>();
        for (Flood flood : Flood.values()) {
            floods.add(List.of(flood));
        }
        floods.add(List.of(Flood.values()));
        return floods;
    }

    private boolean flood(AnnalsProcess annals, String key, List<Flood> floods, Others work) throws Exception {
        Others.Waited before = work.during(seconds);
        System.out.printf("%-28s %s%n", "before", before.told());
        String kinds = floods.stream().map(Enum::name).collect(Collectors.joining(","));
        Process flooder = new ProcessBuilder(
                        "nice",
                        "-n",
                        "19",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        AnnalsProcess.classPath(),
                        Flooder.class.getName(),
                        kinds,
                        annals.url(),
                        key)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Others.Waited meanwhile = work.during(seconds);
        flooder.getOutputStream().close();
        String answers = new String(flooder.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!flooder.waitFor(20, TimeUnit.SECONDS)) {
            flooder.destroyForcibly();
        }
        double ratio = meanwhile.p99() / before.p99();
        boolean met = ratio <= AIM && meanwhile.refused() == 0 && before.refused() == 0;
        String name = floods.size() == 1
                ? floods.getFirst().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                : "all of it";
        System.out.printf(
                "%-28s %s; p50 %.1f ×, p99 %.1f × of before%s; the flooder by status %s%n",
                name, meanwhile.told(), meanwhile.p50() / before.p50(), ratio, met ? "" : " (missed)", answers);
        return met;
    }

    private static String key(Http administrator, String name, String role) throws IOException {
        JsonNode made = JSON.readTree(administrator
                .post("/keys", "{\"name\":\"" + name + "\",\"role\":\"" + role + "\"}")
                .join()
                .body());
        if (!made.path("secret").isString()) {
            throw new IOException(made.toString());
        }
        return made.path("secret").asString();
    }

    /** Twenty contacts each. */
    private static List<String> customers(Http service) throws IOException, InterruptedException {
        String lines = IntStream.range(0, 4_000)
                .mapToObj(i -> """
                    {"kind":"note","channel":"desk","externalId":"flood-%d","occurredAt":"2026-03-01T10:00:00Z",\
                    "customer":{"externalId":"customer-%d"},"content":{"text":"note %d of many"}}
                    """.formatted(i, i % 200, i))
                .collect(Collectors.joining());
        try (Stream<JsonNode> answers = service.batch(lines)) {
            return answers.map(answer -> answer.path("customer").asString(""))
                    .distinct()
                    .toList();
        }
    }
}
