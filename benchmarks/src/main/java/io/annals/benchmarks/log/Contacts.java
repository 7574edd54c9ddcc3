package io.annals.benchmarks.log;

import io.annals.benchmarks.AnnalsProcess;
import io.annals.benchmarks.Http;
import io.annals.benchmarks.Waiting;
import io.annals.benchmarks.WarmUp;
import io.annals.benchmarks.report.Claim;
import io.annals.benchmarks.report.Row;
import io.annals.benchmarks.report.Section;
import io.annals.edge.Role;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The whole program over HTTP: many clients post contacts one by one, until every view has seen the last one; beside the ceiling of the
 * same facts on the same mongod.
 */
final class Contacts implements Experiment {
    private static final int CUSTOMERS = 2_000;
    private static final int WARM_UP_ROUNDS = 12; // at most
    private static final String UNTIL_SEEN = "until every view has seen the last";
    private static final String UNTIL_DURABLE = "until the last is durable";
    private static final String OURS = "ours, POST /contacts, all views running";
    private static final List<Integer> CLIENTS = List.of(64, 256);

    @Override
    public List<Section> run(Lab lab) throws Exception {
        Duration time = lab.form().full() ? Duration.ofSeconds(60) : Duration.ofSeconds(12);
        Samples samples = new Samples(4718);
        RawInsertMany ceiling = new RawInsertMany(
                Documents.collectionLikeTheLogs(lab, "ceiling"),
                Documents.harvest(lab, samples, RawInsertMany.BATCH, 1, samples::personal));
        List<Row> rows = new ArrayList<>();
        Duration brief = lab.form().round().multipliedBy(3);
        try (AnnalsProcess annals = AnnalsProcess.start(
                lab.folder("contacts"), List.of("-Xmx1g"), List.of("--annals.mongodb.uri=" + lab.connectionString()))) {
            Client client = new Client(annals.url(), annals.keys().getOrDefault(Role.ADMINISTRATOR, ""));
            WarmUp.warmUp(client.http, WARM_UP_ROUNDS, _ -> client.run(CLIENTS.getLast(), time));
            List<Double> ceilings = new ArrayList<>();
            ceilings.add(insert(ceiling, brief));
            for (int clients : CLIENTS) {
                Run run = client.run(clients, time);
                rows.add(Row.of(OURS + ", " + clients + " clients", run.durable(), run.seen()));
                ceilings.add(insert(ceiling, brief));
            }
            double median = Rounds.median(ceilings);
            rows.addFirst(Row.of(RawInsertMany.NAME, median, median));
        }
        Section section = new Section(
                "contacts",
                "Contacts over HTTP, with every view",
                "The program in a process of its own; each client posts a note of one of " + CUSTOMERS
                        + " known customers and waits for the answer. The clients, mongod and the server share the"
                        + " machine. The ceiling inserts documents of the same facts, while the server rests.",
                "contacts a second",
                List.of(UNTIL_DURABLE, UNTIL_SEEN),
                rows,
                RawInsertMany.NAME,
                List.of(),
                List.of());
        double best = rows.stream()
                .skip(1)
                .mapToDouble(row -> section.ratio(row, 1))
                .max()
                .orElse(Double.NaN);
        return List.of(section.withClaims(Claim.atLeast(0.12, UNTIL_SEEN + ", to the ceiling", best)));
    }

    private static double insert(RawInsertMany ceiling, Duration time) throws Exception {
        return RawInsertMany.BATCH * Load.callsASecond(1, time, () -> ceiling.record(RawInsertMany.BATCH));
    }

    /** Contacts a second. */
    private record Run(double durable, double seen) {}

    /** Everything that is asked of the server. */
    private static final class Client {
        private final Http http;
        private final URI server;
        private final String key;
        private final AtomicLong contacts = new AtomicLong();

        Client(String server, String key) {
            this.http = new Http(server, key);
            this.server = URI.create(server);
            this.key = key;
        }

        Run run(int clients, Duration time) throws Exception {
            long before = contacts.get();
            long began = System.nanoTime();
            long until = began + time.toNanos();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < clients; i++) {
                    all.add(threads.submit(() -> {
                        post(until);
                        return null;
                    }));
                }
                for (Future<?> one : all) {
                    one.get();
                }
            }
            double posted = contacts.get() - before;
            double durable = posted / seconds(began);
            Waiting.forViews(http, Waiting.head(http));
            return new Run(durable, posted / seconds(began));
        }

        private void post(long until) throws IOException {
            try (Connection connection = new Connection(server, key)) {
                while (System.nanoTime() - until < 0) {
                    long n = contacts.incrementAndGet();
                    int status = connection.post("/contacts", note(n));
                    if (status != 201) {
                        throw new IOException("contact " + n + " was answered with " + status);
                    }
                }
            }
        }

        private static String note(long n) {
            return """
                {"kind":"note","channel":"desk","externalId":"note-%d","occurredAt":"%s","customer":{"externalId":"customer-%d"},\
                "content":{"text":"Asked about the delivery; wants to be called back after four, not at work."}}\
                """.formatted(n, Instant.now(), n % CUSTOMERS);
        }

        private static double seconds(long began) {
            return (System.nanoTime() - began) / 1e9;
        }
    }
}
