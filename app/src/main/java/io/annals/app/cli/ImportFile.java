package io.annals.app.cli;

import io.annals.command.contact.lines.Lines;
import io.annals.command.contact.lines.Lines.Line;
import io.annals.edge.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/**
 * {@code annals import FILE}. Each row gets an answer: a refused one a line that names it as the file counts. What the server
 * knows already it passes over, so an import that was cut short is simply started again.
 */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Sends a file of contacts: CDNOW, CSV or NDJSON, also as gzip. Broken off or repeated, nothing"
                + " doubles.")
public final class ImportFile implements Callable<Integer> {
    private static final int ROWS_A_REQUEST = 1_000;
    private static final int CHARACTERS_A_REQUEST = 4 << 20;

    @Mixin
    ServerConnection server = new ServerConnection();

    @Parameters(
            paramLabel = "FILE",
            description = "*.csv (with commas, semicolons or tabs), *.ndjson, or a CDNOW purchase file")
    Path file = Path.of("");

    @Option(
            names = "--encoding",
            description = "of the file, such as windows-1252 (default: UTF-8, or UTF-16 with a byte order mark)")
    @Nullable
    String encoding;

    @Option(names = "--cards", description = "gives each customer of the file a loyalty card")
    boolean cards;

    @Spec
    @Nullable
    CommandSpec spec;

    /** What became of the rows. */
    public record Outcome(long accepted, long known, long refused, Set<String> customers) {
        Outcome plus(Outcome more) {
            customers.addAll(more.customers);
            return new Outcome(accepted + more.accepted, known + more.known, refused + more.refused, customers);
        }

        String words() {
            return String.format(
                    Locale.ROOT, "%,d accepted, %,d known already, %,d refused.", accepted, known, refused);
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        Charset charset = charset();
        if (Files.isDirectory(file)) {
            throw new NotDone(file + " is a folder: name a file in it.");
        }
        try (InputStream body = Files.newInputStream(file)) {
            CommandLine terminal = Objects.requireNonNull(spec).commandLine();
            Outcome outcome = send(server, body, Files.size(file), charset, terminal.getErr());
            if (cards) {
                issueCards(server, outcome.customers());
            }
            terminal.getOut().println(outcome.words());
            return outcome.refused == 0 ? 0 : 1;
        } catch (IOException unreadable) {
            throw Sentences.ofFile(file, unreadable);
        }
    }

    private @Nullable Charset charset() {
        try {
            return encoding == null ? null : Charset.forName(encoding.strip());
        } catch (IllegalArgumentException unknown) {
            throw new NotDone("--encoding must name one that is known, such as windows-1252.");
        }
    }

    /**
     * Sends all rows of a file.
     *
     * @param bytes how long it is
     * @param charset null for UTF-8, or UTF-16 with a byte order mark
     * @param out refused rows are named here, and how far it is
     * @throws NotDone when the server cannot be reached, refuses the sender, or goes away
     */
    public static Outcome send(
            ServerConnection server, InputStream body, long bytes, @Nullable Charset charset, PrintWriter out)
            throws IOException, InterruptedException {
        ContactFile contacts = ContactFile.read(body, charset);
        Outcome total = new Outcome(0, 0, 0, new HashSet<>());
        try (ProgressBar bar = Progress.of("import", bytes)) {
            Part part = Part.next(contacts.lines(), out);
            while (!part.isEmpty()) {
                try {
                    total = total.plus(part.send(server, out));
                } catch (NotDone broken) {
                    throw new NotDone(broken.getMessage() + " " + total.words() + " Whether lines " + part.first()
                            + " to "
                            + part.last() + " were recorded is not known: start the import again, what is recorded"
                            + " already is passed over.");
                }
                bar.stepTo(contacts.bytesRead());
                part = Part.next(contacts.lines(), out);
            }
        }
        return total;
    }

    /** Rows that are sent together. Those that cannot be read are refused without being sent. */
    private static final class Part {
        private final StringBuilder body = new StringBuilder();
        private final List<Long> sent = new ArrayList<>();
        private long first;
        private long last;
        private long refused;

        static Part next(Lines lines, PrintWriter out) throws IOException {
            Part part = new Part();
            while (part.sent.size() + part.refused < ROWS_A_REQUEST && part.body.length() < CHARACTERS_A_REQUEST) {
                Line line = lines.next();
                if (line == null) {
                    break;
                }
                part.add(line, out);
            }
            return part;
        }

        private void add(Line line, PrintWriter out) {
            first = first == 0 ? line.number() : first;
            last = line.number();
            try {
                String contact = line.content().get().toString();
                body.append(contact).append('\n');
                sent.add(line.number());
            } catch (RuntimeException unreadable) {
                refused++;
                tell(line.number(), Problem.of(unreadable).map(Problem::detail).orElseThrow(() -> unreadable), out);
            }
        }

        boolean isEmpty() {
            return first == 0;
        }

        long first() {
            return first;
        }

        long last() {
            return last;
        }

        Outcome send(ServerConnection server, PrintWriter out) throws InterruptedException {
            Answers answers = new Answers(out);
            if (!sent.isEmpty()) {
                server.post("/contacts/batch", "application/x-ndjson", body.toString(), answers::hear);
            }
            if (answers.heard < sent.size()) {
                throw new NotDone("The server went away before it had answered all.");
            }
            return new Outcome(answers.accepted, answers.known, answers.refused + refused, answers.customers);
        }

        private final class Answers {
            private final PrintWriter out;
            private final Set<String> customers = new HashSet<>();
            private int heard;
            private long accepted;
            private long known;
            private long refused;

            Answers(PrintWriter out) {
                this.out = out;
            }

            void hear(JsonNode answer) {
                int index = answer.path("line").asInt() - 1;
                long inFile = index >= 0 && index < sent.size() ? sent.get(index) : last;
                heard++;
                switch (answer.path("status").asString("")) {
                    case "accepted" -> accepted++;
                    case "known" -> known++;
                    default -> {
                        refused++;
                        tell(inFile, answer.path("reason").asString(""), out);
                    }
                }
                answer.path("mended")
                        .forEach(mended -> out.printf(
                                Locale.ROOT,
                                "line %d recorded; %s: %s%n",
                                inFile,
                                Sentences.printable(mended.path("field").asString("")),
                                mended.path("defect").asString("")));
                if (answer.hasNonNull("customer")) {
                    customers.add(answer.path("customer").asString());
                }
            }
        }

        private static void tell(long line, String reason, PrintWriter out) {
            out.printf(Locale.ROOT, "line %d refused: %s%n", line, Sentences.printable(reason));
        }
    }

    /** Gives each customer a card; who has one keeps it. */
    public static void issueCards(ServerConnection server, Set<String> customers)
            throws IOException, InterruptedException {
        try (ProgressBar bar = Progress.of("cards", customers.size())) {
            Concurrently.forEach(customers, 32, customer -> {
                server.post("/customers/" + customer + "/card", "application/json", "{}", answer -> {});
                bar.step();
            });
        }
    }
}
