package io.annals.benchmarks.merge;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.annals.benchmarks.AnnalsProcess;
import io.annals.benchmarks.Http;
import io.annals.benchmarks.Waiting;
import io.annals.benchmarks.live.Processes;
import io.annals.edge.Role;
import io.annals.mongod.EmbeddedMongod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * A customer of many entries is merged with another's: how long its view and the newest page of its timeline take then, and what
 * reading of somebody costs who was never merged, in turns.
 */
@Command(
        name = "merge",
        mixinStandardHelpOptions = true,
        description = "Reads of a customer of many entries who was merged, beside those of one who never was.")
public final class MergeBenchmark implements Callable<Integer> {
    private static final int AT_ONCE = 2_000;

    @Option(names = "--entries", description = "of the customer who is merged with another", defaultValue = "50000")
    int entries;

    @Option(names = "--reads", description = "of each kind in a turn", defaultValue = "1000")
    int reads;

    @Option(names = "--turns", defaultValue = "3")
    int turns;

    @Option(names = "--heap", description = "of the server, as for -Xmx", defaultValue = "1g")
    String heap = "1g";

    @Override
    public Integer call() throws Exception {
        Path home = Files.createTempDirectory("annals-benchmark-");
        try (EmbeddedMongod mongod = EmbeddedMongod.start(EmbeddedMongod.Options.in(home)
                        .withBinaries(EmbeddedMongod.ordinaryBinaries())
                        .withEphemeral(true));
                MongoClient client = MongoClients.create(mongod.connectionString());
                AnnalsProcess annals = AnnalsProcess.start(
                        home,
                        AnnalsProcess.jvm(heap, null),
                        List.of("--annals.mongodb.uri=" + mongod.connectionString()))) {
            Http http = new Http(annals.url(), annals.keys().getOrDefault(Role.ADMINISTRATOR, ""));
            measure(http, annals.pid(), mongod.pid(), client);
        }
        return 0;
    }

    private void measure(Http http, long server, long mongod, MongoClient client) throws Exception {
        String large = customer(http, "large", entries);
        String other = customer(http, "other", 1_000);
        String alone = customer(http, "alone", 1_000);
        Waiting.untilQuiet(http);
        read(http, large, reads); // warm
        read(http, alone, reads);
        System.out.printf("%d entries, not merged: %s%n", entries, read(http, large, reads));
        Reading before = cost(() -> read(http, alone, reads), server, mongod, client);
        System.out.printf("never merged, nobody is: %s%n", before);

        long began = System.nanoTime();
        int status = http.post("/customers/" + large + "/merges", "{\"absorbed\":\"" + other + "\"}")
                .join()
                .statusCode();
        System.out.printf(Locale.ROOT, "merged in %.1f ms (%d)%n", (System.nanoTime() - began) / 1e6, status);
        Waiting.untilQuiet(http);
        read(http, other, reads); // warm
        for (int turn = 0; turn < turns; turn++) {
            System.out.printf(
                    "merged, by the survivor's id: %s%n", cost(() -> read(http, large, reads), server, mongod, client));
            System.out.printf(
                    "merged, by the other's id: %s%n", cost(() -> read(http, other, reads), server, mongod, client));
            System.out.printf("never merged: %s%n", cost(() -> read(http, alone, reads), server, mongod, client));
        }
    }

    private static String customer(Http http, String name, int entries) throws IOException, InterruptedException {
        String id = "";
        for (int from = 0; from < entries; from += AT_ONCE) {
            String lines = IntStream.range(from, Math.min(entries, from + AT_ONCE))
                    .mapToObj(i -> note(name, i))
                    .collect(Collectors.joining("\n"));
            try (Stream<JsonNode> answers = http.batch(lines)) {
                id = answers.toList().getLast().path("customer").asString();
            }
        }
        return id;
    }

    private static String note(String customer, int i) {
        return """
            {"kind":"note","channel":"desk","externalId":"%s-%d","occurredAt":"2026-0%d-%02dT12:00:00Z",\
            "customer":{"externalId":"%s"},"content":{"text":"Called about the lamp, %d."}}\
            """.formatted(customer, i, 1 + i % 9, 1 + i % 28, customer, i);
    }

    /** Milliseconds of each read, in order. */
    private record Times(double[] view, double[] page) {
        private static String told(double[] sorted) {
            return String.format(
                    Locale.ROOT,
                    "p50 %.1f ms, p99 %.1f ms",
                    sorted[sorted.length / 2],
                    sorted[sorted.length * 99 / 100]);
        }

        @Override
        public String toString() {
            return "view " + told(view) + "; newest page " + told(page);
        }
    }

    private static Times read(Http http, String customer, int reads) throws IOException, InterruptedException {
        List<Double> view = new ArrayList<>();
        List<Double> page = new ArrayList<>();
        for (int i = 0; i < reads; i++) {
            view.add(timed(http, "/customers/" + customer));
            page.add(timed(http, "/customers/" + customer + "/timeline?limit=100"));
        }
        return new Times(sorted(view), sorted(page));
    }

    private static double[] sorted(List<Double> times) {
        double[] all = times.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(all);
        return all;
    }

    private static double timed(Http http, String path) throws IOException, InterruptedException {
        long began = System.nanoTime();
        http.text(path);
        return (System.nanoTime() - began) / 1e6;
    }

    /** @param commands that the database was given for a view and a page, with what goes on beside */
    private record Reading(Times times, double milliseconds, double commands) {
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s; %.2f ms of processor time and %.2f commands for both",
                    times,
                    milliseconds,
                    commands);
        }
    }

    private Reading cost(Callable<Times> reading, long server, long mongod, MongoClient client) throws Exception {
        long commands = commands(client);
        long spent = Processes.processorTime(List.of(server, mongod)).toNanos();
        Times times = reading.call();
        return new Reading(
                times,
                (Processes.processorTime(List.of(server, mongod)).toNanos() - spent) / 1e6 / reads,
                (double) (commands(client) - commands) / reads);
    }

    private static long commands(MongoClient client) {
        Document counters = client.getDatabase("admin")
                .runCommand(new Document("serverStatus", 1))
                .get("opcounters", Document.class);
        return Stream.of("query", "getmore", "command")
                .mapToLong(name -> Objects.requireNonNull(counters.get(name, Number.class), name)
                        .longValue())
                .sum();
    }
}
