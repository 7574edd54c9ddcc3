package io.annals.benchmarks.log;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.annals.log.CommitIds;
import io.annals.log.Event;
import io.annals.log.MongoEventLog;
import io.annals.log.Proposal;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;

/** A process of its own that appends to a log when told to, by so many callers in a closed loop, and says how it went. */
final class AppendingProcess implements AutoCloseable {
    /** What is not measured at the beginning of each run: the callers come, the processes meet. */
    private static final long FIRST_MILLIS = 300;

    /**
     * How a run went.
     *
     * @param rate events a second
     * @param turns taken
     * @param racesLost to the other process
     * @param longestSilence between two acknowledgements, milliseconds
     */
    record Run(double rate, long turns, long racesLost, long longestSilence) {
        static Run of(String line) {
            String[] parts = line.split(" ");
            return new Run(
                    Double.parseDouble(parts[0]),
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Long.parseLong(parts[3]));
        }

        @Override
        public String toString() {
            return rate + " " + turns + " " + racesLost + " " + longestSilence;
        }
    }

    private final Process process;
    private final BufferedReader answers;
    private final PrintStream orders;

    private AppendingProcess(Process process) {
        this.process = process;
        answers = process.inputReader(StandardCharsets.US_ASCII);
        orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
    }

    static AppendingProcess start(String connectionString, String database) throws IOException {
        String java = ProcessHandle.current().info().command().orElse("java");
        AppendingProcess started = new AppendingProcess(new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProcess.class.getName(),
                        connectionString,
                        database)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        started.answer();
        return started;
    }

    void append(int callers, long millis) {
        orders.println(callers + " " + millis);
    }

    Run run() throws IOException {
        return Run.of(answer());
    }

    private String answer() throws IOException {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith("> ")) {
                return line.substring(2);
            }
        }
        throw new IOException("an appending process has ended");
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        orders.close();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            kill();
        }
    }

    public static void main(String[] args) throws Exception {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (MongoClient client = MongoClients.create(args[0]);
                MongoEventLog log = MongoEventLog.open(client, args[1], InstantSource.system(), meters)) {
            System.out.println("> ready");
            BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                String[] parts = order.split(" ");
                System.out.println("> " + measure(log, meters, Integer.parseInt(parts[0]), Long.parseLong(parts[1])));
            }
        }
    }

    private static Run measure(MongoEventLog log, SimpleMeterRegistry meters, int callers, long millis)
            throws InterruptedException {
        double turns = meters.get("annals.log.turns").counter().count();
        double racesLost = meters.get("annals.log.races.lost").counter().count();
        long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FIRST_MILLIS);
        long end = begin + TimeUnit.MILLISECONDS.toNanos(millis);
        AtomicLong acknowledged = new AtomicLong();
        AtomicLong lastAt = new AtomicLong(begin);
        AtomicLong longest = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                long now = System.nanoTime();
                while (now - end < 0) {
                    log.append(proposal()).durable().join();
                    now = System.nanoTime();
                    if (now - begin > 0 && now - end < 0) {
                        acknowledged.incrementAndGet();
                        long since = now;
                        long before = lastAt.getAndUpdate(last -> Math.max(last, since));
                        longest.accumulateAndGet(now - before, Math::max);
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return new Run(
                acknowledged.get() * 1_000.0 / millis,
                (long) (meters.get("annals.log.turns").counter().count() - turns),
                (long) (meters.get("annals.log.races.lost").counter().count() - racesLost),
                TimeUnit.NANOSECONDS.toMillis(longest.get()));
    }

    /** One event of some 0.4 kB, the first of its stream. */
    private static Proposal proposal() {
        UUID id = CommitIds.next();
        Document data = new Document("text", "Asked about the delivery; wants to be called back after four.")
                .append("amount", 12);
        return new Proposal(
                id,
                List.of(new Event(
                        "contact-" + id,
                        0,
                        "benchmark.NoteTaken",
                        1,
                        id.toString(),
                        "customer-" + (id.hashCode() & 4_095),
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        Map.of("actor", "service", "channel", "desk"),
                        new RawBsonDocument(data, new DocumentCodec()))),
                Map.of());
    }
}
