package io.annals.benchmarks;

import io.annals.app.cdnow.CdnowLines;
import io.annals.benchmarks.cost.MoreProjections;
import io.annals.edge.Role;
import io.annals.mongod.EmbeddedMongod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/**
 * CDNOW's master file through {@code POST /contacts/batch}: contacts a second until all are durable, and until every view has seen the
 * last one. The points that the purchases earn are commits of their own, made meanwhile and counted apart.
 */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "The master file through POST /contacts/batch.")
final class BatchImport implements Callable<Integer> {
    private static final int WARM_UP = 20_000;

    @Option(names = "--file", defaultValue = "samples/cdnow/CDNOW_master.txt")
    Path file = Path.of("");

    @Option(names = "--connections", defaultValue = "4")
    int connections;

    @Option(names = "--heap", description = "of the server, as for -Xmx", defaultValue = "1g")
    String heap = "1g";

    @Option(
            names = "--warm-up",
            description = "rounds of 20,000 contacts of other customers at most, until the server compiles little",
            defaultValue = "12")
    int warmUp;

    @Option(names = "--profile", description = "writes a flight recording of the server there")
    @Nullable
    Path profile;

    @Mixin
    MoreProjections.Asked more = new MoreProjections.Asked();

    @Override
    public Integer call() throws Exception {
        List<String> contacts = CdnowLines.contacts(file);
        Path home = Files.createTempDirectory("annals-benchmark-");
        List<String> jvm = AnnalsProcess.jvm(heap, profile);
        try (EmbeddedMongod mongod = EmbeddedMongod.start(EmbeddedMongod.Options.in(home)
                .withBinaries(EmbeddedMongod.ordinaryBinaries())
                .withEphemeral(true))) {
            List<String> settings = new ArrayList<>(List.of("--annals.mongodb.uri=" + mongod.connectionString()));
            settings.addAll(more.settings());
            try (AnnalsProcess annals = AnnalsProcess.start(home, jvm, settings)) {
                Http http = new Http(annals.url(), annals.keys().getOrDefault(Role.ADMINISTRATOR, ""));
                warmUp(http, contacts);
                System.out.println(more);
                measure(http, contacts);
            }
        }
        return 0;
    }

    /** Contacts of other customers, and until quiet with their points: nothing of it is left to do while the others are measured. */
    private void warmUp(Http http, List<String> contacts) throws Exception {
        WarmUp.warmUp(http, warmUp, round -> {
            String others = "\"warm-up-" + round + "-";
            send(
                    http,
                    contacts.stream()
                            .limit(WARM_UP)
                            .map(line -> line.replace("\"cdnow", others))
                            .toList());
            Waiting.untilQuiet(http);
        });
    }

    private void measure(Http http, List<String> contacts) throws IOException, InterruptedException {
        long before = Waiting.head(http);
        long began = System.nanoTime();
        long last = send(http, contacts);
        double durable = seconds(began);
        Waiting.forViews(http, last);
        double seen = seconds(began);
        long head = Waiting.untilQuiet(http);
        double rewarded = seconds(began) - 2; // the two quiet seconds
        JsonNode used = http.get("/actuator/metrics/jvm.memory.used?tag=area:heap");
        System.out.printf("%,d contacts over %d connections, server's heap %s%n", contacts.size(), connections, heap);
        System.out.printf(
                "until durable:                          %6.1f s, %,8.0f contacts a second%n",
                durable, contacts.size() / durable);
        System.out.printf(
                "until every view has seen the last one: %6.1f s, %,8.0f contacts a second (aim: 5,000)%n",
                seen, contacts.size() / seen);
        System.out.printf(
                "until their points are earned and seen: %6.1f s, %,d commits in all%n", rewarded, head - before);
        System.out.printf(
                "heap in use at the end: %,.0f MB%n",
                used.path("measurements").path(0).path("value").asDouble() / 1e6);
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    /** Sends all, a share a connection; answers with the last position that was acknowledged. */
    private long send(Http http, List<String> contacts) throws IOException {
        AtomicLong last = new AtomicLong();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            int share = (contacts.size() + connections - 1) / connections;
            List<CompletableFuture<Void>> sent = new ArrayList<>();
            for (int from = 0; from < contacts.size(); from += share) {
                List<String> part = contacts.subList(from, Math.min(from + share, contacts.size()));
                sent.add(CompletableFuture.runAsync(() -> sendInOrder(http, part, last), threads));
            }
            sent.forEach(CompletableFuture::join);
        }
        return last.get();
    }

    private static void sendInOrder(Http http, List<String> contacts, AtomicLong last) {
        int size = 2_000;
        for (int from = 0; from < contacts.size(); from += size) {
            String lines = String.join("\n", contacts.subList(from, Math.min(from + size, contacts.size()))) + "\n";
            try (Stream<JsonNode> answers = http.batch(lines)) {
                answers.forEach(answer -> {
                    if (answer.path("status").asString("").equals("refused")) {
                        throw new IllegalStateException(answer.toString());
                    }
                    last.accumulateAndGet(answer.path("position").asLong(), Math::max);
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
