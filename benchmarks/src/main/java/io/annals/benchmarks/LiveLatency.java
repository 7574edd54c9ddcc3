package io.annals.benchmarks;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.annals.edge.Role;
import io.annals.mongod.EmbeddedMongod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.bson.Document;
import org.bson.types.Binary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * From the POST's start to the frame's arrival: many sockets, each watching its own customer, contacts in an open loop. The clock
 * of a contact starts when the loop meant to send it, so a stall counts for all that it held up (no coordinated omission).
 * Beside it, on the same mongod in the same run: one durable insert (w: majority, j: true) at a time.
 */
@Command(name = "live", mixinStandardHelpOptions = true, description = "POST to frame, beside one durable insert.")
final class LiveLatency implements Callable<Integer> {
    private static final int RAW_INSERTS = 1_000;

    @Option(names = "--sockets", defaultValue = "1000")
    int sockets;

    @Option(names = "--rate", description = "contacts a second", defaultValue = "50")
    int rate;

    @Option(names = "--warm-up", description = "seconds", defaultValue = "20")
    int warmUp;

    @Option(names = "--seconds", description = "of measurement", defaultValue = "60")
    int seconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("annals-benchmark-");
        try (EmbeddedMongod mongod = EmbeddedMongod.start(EmbeddedMongod.Options.in(home)
                        .withBinaries(EmbeddedMongod.ordinaryBinaries())
                        .withEphemeral(true));
                AnnalsProcess annals = AnnalsProcess.start(
                        home, List.of("-Xmx2g"), List.of("--annals.mongodb.uri=" + mongod.connectionString()));
                MongoClient client = MongoClients.create(mongod.connectionString())) {
            String key = annals.keys().getOrDefault(Role.SERVICE, "");
            Http http = new Http(annals.url(), key);
            List<String> customers = customers(http);
            Histogram rawBefore = rawInserts(client);
            Run run = live(http, customers);
            rawBefore.add(rawInserts(client));
            print(rawBefore, run);
            return 0;
        }
    }

    private List<String> customers(Http http) throws IOException, InterruptedException {
        String lines = IntStream.range(0, sockets)
                .mapToObj(i -> note("known-" + i, "{\"externalId\":\"bench-" + i + "\"}", "first"))
                .reduce("", (all, line) -> all + line + "\n");
        try (Stream<JsonNode> answers = http.batch(lines)) {
            return answers.map(answer -> answer.path("customer").asString()).toList();
        }
    }

    private static String note(String externalId, String customer, String text) {
        return """
            {"kind":"note","channel":"desk","externalId":"%s","occurredAt":"%s","customer":%s,"content":{"text":"%s"}}\
            """.formatted(externalId, Instant.now(), customer, text);
    }

    /** Nanoseconds of single inserts of a document of 0.4 kB, one after the other. */
    private static Histogram rawInserts(MongoClient client) {
        MongoCollection<Document> raw = client.getDatabase("benchmark")
                .getCollection("raw")
                .withWriteConcern(WriteConcern.MAJORITY.withJournal(true));
        Histogram nanos = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        for (int i = 0; i < RAW_INSERTS; i++) {
            Document document = new Document("payload", new Binary(new byte[380]));
            long began = System.nanoTime();
            raw.insertOne(document);
            nanos.recordValue(System.nanoTime() - began);
        }
        return nanos;
    }

    /** Nanoseconds from the moment that a contact was due to be posted. */
    private record Run(Histogram toAnswer, Histogram toFrame) {}

    private Run live(Http http, List<String> customers) throws InterruptedException {
        int contacts = rate * (warmUp + seconds);
        AtomicLongArray begun = new AtomicLongArray(contacts);
        Histogram toAnswer = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(1), 3);
        Histogram toFrame = new ConcurrentHistogram(TimeUnit.MINUTES.toNanos(1), 3);
        CountDownLatch ready = new CountDownLatch(sockets);
        CountDownLatch arrived = new CountDownLatch(contacts);
        ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> answers = new ArrayList<>(contacts);
        int unmeasured = rate * warmUp;
        for (String customer : customers) {
            http.socket(new Frames(message -> {
                        switch (message.path("type").asString("")) {
                            case "live" -> ready.countDown();
                            case "commit" ->
                                message.path("entries").forEach(entry -> {
                                    String text =
                                            entry.path("content").path("text").asString("");
                                    if (text.startsWith("measured ")) {
                                        int n = Integer.parseInt(text.substring(9));
                                        if (n >= unmeasured) {
                                            toFrame.recordValue(System.nanoTime() - begun.get(n));
                                        }
                                        arrived.countDown();
                                    }
                                });
                            default -> {}
                        }
                    }))
                    .sendText("{\"subscribe\":\"customer/" + customer + "\"}", true)
                    .join();
        }
        if (!ready.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException(ready.getCount() + " sockets were not ready within a minute");
        }
        long start = System.nanoTime();
        long gap = TimeUnit.SECONDS.toNanos(1) / rate;
        for (int n = 0; n < contacts; n++) {
            long due = start + n * gap;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            begun.set(n, due);
            boolean measured = n >= unmeasured;
            String customer = "{\"id\":\"" + customers.get(n % customers.size()) + "\"}";
            answers.add(http.post("/contacts", note("m-" + n, customer, "measured " + n))
                    .thenAccept(response -> {
                        if (measured) {
                            toAnswer.recordValue(System.nanoTime() - due);
                        }
                        if (response.statusCode() != 201) {
                            refused.add(response.statusCode() + " " + response.body());
                        }
                    }));
        }
        answers.forEach(CompletableFuture::join);
        if (!arrived.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException(arrived.getCount() + " frames never came; refused: " + refused);
        }
        return new Run(toAnswer, toFrame);
    }

    private void print(Histogram raw, Run run) {
        double rawP50 = raw.getValueAtPercentile(50) / 1e6;
        System.out.printf(
                "%d sockets, each its own customer; %d contacts a second, open loop; %d s after %d s of warm-up; %d"
                        + " frames%n",
                sockets, rate, seconds, warmUp, run.toFrame.getTotalCount());
        System.out.printf("%-44s %8s %8s %8s%n", "milliseconds", "p50", "p99", "p99.9");
        row("one durable insert, alone", raw);
        row("POST's start to its answer", run.toAnswer);
        row("POST's start to the frame's arrival", run.toFrame);
        System.out.printf(
                "p50 ratio to one durable insert: %.2f (aim: 4 or less)%n",
                run.toFrame.getValueAtPercentile(50) / 1e6 / rawP50);
    }

    private static void row(String name, Histogram nanos) {
        System.out.printf(
                "%-44s %8.2f %8.2f %8.2f%n",
                name,
                nanos.getValueAtPercentile(50) / 1e6,
                nanos.getValueAtPercentile(99) / 1e6,
                nanos.getValueAtPercentile(99.9) / 1e6);
    }
}
