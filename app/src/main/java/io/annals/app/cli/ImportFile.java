package io.annals.app.cli;

import io.annals.app.cdnow.CdnowFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/**
 * {@code annals import FILE}. What the server knows already it passes over, so an import that was cut short is simply
 * started again.
 */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Sends a file of contacts: CDNOW, CSV or NDJSON. Broken off or repeated, nothing doubles.")
public final class ImportFile implements Callable<Integer> {
    private static final int LINES_A_REQUEST = 1_000;
    private static final int BAR_WIDTH = 80;

    @Mixin
    ServerConnection server = new ServerConnection();

    @Parameters(paramLabel = "FILE", description = "*.csv, *.ndjson, or a CDNOW purchase file")
    Path file = Path.of("");

    @Option(names = "--cards", description = "gives each customer of the file a loyalty card")
    boolean cards;

    /** What became of the lines. */
    public record Outcome(long accepted, long known, long refused, Set<String> customers) {
        Outcome plus(Outcome more) {
            customers.addAll(more.customers);
            return new Outcome(accepted + more.accepted, known + more.known, refused + more.refused, customers);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            long lines = countLines();
            Outcome outcome = send(server, reader, file.getFileName().toString(), lines, System.err);
            if (cards) {
                issueCards(server, outcome.customers(), System.err);
            }
            System.out.printf(
                    "%,d accepted, %,d known already, %,d refused%n", outcome.accepted, outcome.known, outcome.refused);
            return outcome.refused == 0 ? 0 : 1;
        } catch (ServerConnection.Refused e) {
            System.err.println(e.getMessage());
            return 2;
        }
    }

    private long countLines() throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }

    /** Sends all lines of a file; its name and first line tell the format. Refused lines are named on {@code out}. */
    public static Outcome send(ServerConnection server, BufferedReader reader, String name, long lines, PrintStream out)
            throws IOException, InterruptedException {
        reader.mark(64 * 1024);
        String first = reader.readLine();
        reader.reset();
        boolean cdnow = first != null && CdnowFile.looksLike(first);
        boolean csv = !cdnow && name.endsWith(".csv");
        String header = csv ? reader.readLine() + "\n" : "";
        Iterator<String> all = (cdnow ? CdnowFile.contacts(reader) : reader.lines()).iterator();
        Outcome total = new Outcome(0, 0, 0, new HashSet<>());
        long sent = csv ? 1 : 0;
        try (ProgressBar bar = progress("import", lines, out)) {
            while (all.hasNext()) {
                List<String> part = new ArrayList<>();
                while (part.size() < LINES_A_REQUEST && all.hasNext()) {
                    part.add(all.next());
                }
                total = total.plus(sendPart(server, csv, header + String.join("\n", part) + "\n", sent, bar, out));
                sent += part.size();
            }
        }
        return total;
    }

    private static Outcome sendPart(
            ServerConnection server, boolean csv, String body, long before, ProgressBar bar, PrintStream out)
            throws IOException, InterruptedException {
        long accepted = 0;
        long known = 0;
        long refused = 0;
        Set<String> customers = new HashSet<>();
        try (Stream<String> answers = server.post("/contacts/batch", csv ? "text/csv" : "application/x-ndjson", body)) {
            for (String line : (Iterable<String>) answers::iterator) {
                JsonNode answer = ServerConnection.JSON.readTree(line);
                bar.step();
                switch (answer.path("status").asString("")) {
                    case "accepted" -> accepted++;
                    case "known" -> known++;
                    default -> {
                        refused++;
                        out.printf(
                                "line %d refused: %s %s%n",
                                before + answer.path("line").asLong(),
                                answer.path("field").asString(""),
                                answer.path("reason").asString(""));
                    }
                }
                if (answer.hasNonNull("customer")) {
                    customers.add(answer.path("customer").asString());
                }
            }
        }
        return new Outcome(accepted, known, refused, customers);
    }

    /** Gives each customer a card; who has one keeps it. */
    public static void issueCards(ServerConnection server, Set<String> customers, PrintStream out)
            throws IOException, InterruptedException {
        try (ProgressBar bar = progress("cards", customers.size(), out)) {
            Concurrently.forEach(customers, 32, customer -> {
                server.post("/customers/" + customer + "/card", "application/json", "{}")
                        .close();
                bar.step();
            });
        }
    }

    static ProgressBar progress(String task, long max, PrintStream out) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(max)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                .showSpeed()
                .setConsumer(new ConsoleProgressBarConsumer(out, BAR_WIDTH))
                .build();
    }
}
