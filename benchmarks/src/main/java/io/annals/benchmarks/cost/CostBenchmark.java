package io.annals.benchmarks.cost;

import io.annals.benchmarks.AnnalsProcess;
import io.annals.benchmarks.Http;
import io.annals.benchmarks.Waiting;
import io.annals.benchmarks.live.Processes;
import io.annals.edge.Role;
import io.annals.mongod.EmbeddedMongod;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Processor time of the server and its mongod: at rest, then with contacts that come in one by one at a steady pace. */
@Command(
        name = "cost",
        mixinStandardHelpOptions = true,
        description = "Processor time of a server at rest and of a contact at a steady pace.")
public final class CostBenchmark implements Callable<Integer> {
    private static final int CUSTOMERS = 2_000;
    private static final int CLIENTS = 16;

    @Option(names = "--rate", description = "contacts a second", defaultValue = "50")
    int rate;

    @Option(names = "--seconds", description = "of rest, and of contacts", defaultValue = "60")
    int seconds;

    @Option(
            names = "--warm-up",
            description = "seconds of as many contacts as a few clients bring in, before anything is measured",
            defaultValue = "40")
    int warmUp;

    @Option(names = "--heap", description = "of the server, as for -Xmx", defaultValue = "1g")
    String heap = "1g";

    @Option(names = "--profile", description = "writes a flight recording of the server there")
    @Nullable
    Path profile;

    @Mixin
    MoreProjections.Asked more = new MoreProjections.Asked();

    @Override
    public Integer call() throws Exception {
        Path home = Files.createTempDirectory("annals-benchmark-");
        try (EmbeddedMongod mongod = EmbeddedMongod.start(EmbeddedMongod.Options.in(home)
                .withBinaries(EmbeddedMongod.ordinaryBinaries())
                .withEphemeral(true))) {
            List<String> settings = new ArrayList<>(List.of("--annals.mongodb.uri=" + mongod.connectionString()));
            settings.addAll(more.settings());
            try (AnnalsProcess annals = AnnalsProcess.start(home, AnnalsProcess.jvm(heap, profile), settings)) {
                measure(annals, mongod);
            }
        }
        return 0;
    }

    private void measure(AnnalsProcess annals, EmbeddedMongod mongod) throws Exception {
        Http http = new Http(annals.url(), annals.keys().getOrDefault(Role.ADMINISTRATOR, ""));
        warmUp(http);
        Waiting.untilQuiet(http);
        System.out.println(more);
        Spent before = Spent.by(annals.pid(), mongod.pid());
        rest(Duration.ofSeconds(seconds));
        Spent rest = Spent.by(annals.pid(), mongod.pid()).since(before);
        System.out.printf(
                "at rest for %d s: %.1f %% of a core (server %.1f %%, mongod %.1f %%)%n",
                seconds, 100 * rest.all() / seconds, 100 * rest.server() / seconds, 100 * rest.mongod() / seconds);
        before = Spent.by(annals.pid(), mongod.pid());
        contacts(http, "contact-", rate, seconds);
        Waiting.untilQuiet(http);
        Spent busy = Spent.by(annals.pid(), mongod.pid()).since(before);
        int count = rate * seconds;
        System.out.printf(
                "%d contacts, %d a second: %.2f ms each (server %.2f, mongod %.2f)%n",
                count, rate, 1e3 * busy.all() / count, 1e3 * busy.server() / count, 1e3 * busy.mongod() / count);
    }

    /** Seconds of processor time. */
    private record Spent(double server, double mongod) {
        static Spent by(long server, long mongod) {
            return new Spent(seconds(server), seconds(mongod));
        }

        private static double seconds(long pid) {
            return Processes.processorTime(List.of(pid)).toMillis() / 1e3;
        }

        Spent since(Spent before) {
            return new Spent(server - before.server, mongod - before.mongod);
        }

        double all() {
            return server + mongod;
        }
    }

    private static void rest(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void warmUp(Http http) {
        long until = System.nanoTime() + Duration.ofSeconds(warmUp).toNanos();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < CLIENTS; client++) {
                String name = "warm-up-" + client + "-";
                clients.execute(() -> {
                    for (int n = 0; System.nanoTime() - until < 0; n++) {
                        send(http, name + n, n).join();
                    }
                });
            }
        }
    }

    private static CompletableFuture<Void> send(Http http, String externalId, int n) {
        return http.post("/contacts", note(externalId, n % CUSTOMERS)).thenAccept(answer -> {
            if (answer.statusCode() != 201) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
        });
    }

    /** In an open loop, each a commit of its own. */
    private static void contacts(Http http, String name, int rate, int seconds) {
        long began = System.nanoTime();
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (int n = 0; n < rate * seconds; n++) {
            long due = began + n * 1_000_000_000L / rate;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            sent.add(send(http, name + n, n));
        }
        sent.forEach(CompletableFuture::join);
    }

    private static String note(String externalId, int customer) {
        return """
            {"kind":"note","channel":"desk","externalId":"%s","occurredAt":"%s","customer":{"externalId":"cost-%d"},\
            "content":{"text":"Called about the lamp that flickers since Tuesday."}}\
            """.formatted(externalId, Instant.now(), customer);
    }
}
