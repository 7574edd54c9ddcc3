package io.annals.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** The command line before a person: what it says and with what status it ends. Its ordinary words are held by {@code TextsTest}. */
@ExtendWith(Shared.class)
@Timeout(120)
class CommandLineTest {
    private static final String HEADER = "kind,channel,externalId,occurredAt,customer.email,content.text\n";

    private final Annals annals;
    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    Path folder;

    CommandLineTest(Annals annals) {
        this.annals = annals;
    }

    private record Said(int status, String out, String err) {}

    private static Said annals(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = io.annals.app.Annals.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        int status = line.execute(words);
        return new Said(status, out.toString(), err.toString());
    }

    private Said as(Role role, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--url", annals.url(), "--key", annals.keyOf(role)));
        return annals(all.toArray(String[]::new));
    }

    private static void assertThatItSays(Said said, String sentence) {
        assertThat(said.err()).contains(sentence).doesNotContain("Exception", "\tat ");
        assertThat(said.out()).isEmpty();
        assertThat(said.status()).isEqualTo(2);
    }

    @Test
    void a_simulation_sends_its_rate_from_several_channels_and_ends_with_its_figures() {
        Said said = as(Role.SERVICE, "simulate", "--rate", "1200", "--for", "PT5S", "--seed", "7", "--json");

        assertThat(said.err()).startsWith("Seed 7: about 1200 contacts a minute to " + annals.url() + " for PT5S.");
        JsonNode figures = Answer.JSON.readTree(said.out());
        assertThat(said.status()).as(said.out()).isZero();
        assertThat(figures.path("recorded").asLong()).isBetween(60L, 120L);
        assertThat(figures.path("known").asLong()).isZero();
        assertThat(figures.path("byChannel").propertyNames()).contains("mail", "chat", "phone", "web-shop");
        assertThat(figures.path("byChannel")
                        .valueStream()
                        .mapToLong(JsonNode::asLong)
                        .sum())
                .isEqualTo(figures.path("recorded").asLong());
    }

    @Test
    void a_simulation_wants_a_rate_and_a_span_that_are_ones() {
        assertThatItSays(as(Role.SERVICE, "simulate", "--rate", "0"), "--rate must be a number of contacts a minute");
        assertThatItSays(
                as(Role.SERVICE, "simulate", "--rate", "60", "--for", "a while"), "--for must be a span such as PT10M");
        assertThatItSays(
                as(Role.AUDITOR, "simulate", "--rate", "6000", "--for", "PT5S"),
                "The server refuses this to the key's role.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verify",
                "stats",
                "rewrap",
                "rebuild customer",
                "watch a@b.example",
                "import FILE",
                "simulate --rate 6000 --for PT5S"
            })
    void no_server_a_wrong_key_and_none_are_a_sentence(String command) throws IOException {
        String file = row("x", "x").toString();
        List<String> words = List.of(command.replace("FILE", file).split(" "));

        assertThatItSays(
                with(words, "--url", "http://127.0.0.1:" + ReplicaSet.freePort(), "--key", "k"),
                "No server answers at http://127.0.0.1:");
        assertThatItSays(with(words, "--url", annals.url(), "--key", "wrong"), "The server does not know this key.");
        assertThatItSays(with(words, "--url", annals.url(), "--key", " "), "There is no key: set ANNALS_KEY");
        assertThatItSays(with(words, "--url", "annals", "--key", "k"), "--url must be an address such as");
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "watch a@b.example", "import FILE"})
    void a_connection_that_breaks_off_is_a_sentence(String command) throws IOException {
        String file = row("x", "x").toString();
        List<String> words = List.of(command.replace("FILE", file).split(" "));
        try (ServerSocket breaking = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> hangUpOnEverybody(breaking));

            Said said = with(words, "--url", "http://127.0.0.1:" + breaking.getLocalPort(), "--key", "k");

            assertThatItSays(said, "broke off.");
        }
    }

    @Test
    void what_the_key_may_not_or_nobody_knows_is_a_sentence() {
        assertThatItSays(as(Role.TILL, "verify"), "The server refuses this to the key's role.");
        assertThatItSays(as(Role.ADMINISTRATOR, "rebuild", "nonsense"), "There is no projection of that name.");
        assertThatItSays(
                as(Role.AUDITOR, "watch", "nobody@nowhere.example"), "Nobody is known by nobody@nowhere.example.");
        assertThatItSays(as(Role.AUDITOR, "watch", UUID.randomUUID().toString()), "There is no customer with that id.");
    }

    @Test
    void a_file_that_is_not_there_or_not_one_is_a_sentence() throws IOException {
        Path cut = Files.write(folder.resolve("cut.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 1, 2, 3});

        assertThatItSays(as(Role.SERVICE, "import", "nowhere.csv"), "There is no file nowhere.csv.");
        assertThatItSays(as(Role.SERVICE, "import", folder.toString()), "is a folder: name a file in it.");
        assertThatItSays(as(Role.SERVICE, "import", cut.toString()), "begins like gzip and is not.");
        assertThatItSays(
                as(Role.SERVICE, "import", file("names.csv", "Anna Lee;12 Main St\n", StandardCharsets.UTF_8)),
                "The file cannot be read: ");
    }

    @Test
    void a_cell_of_several_lines_at_the_thousandth_line_is_one_cell() throws IOException {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int i = 0; i < 1_009; i++) {
            String text = i == 998 ? "\"one\ntwo\nthree\"" : "x";
            csv.append("note,import,%s-%d,2026-02-01T10:00:00Z,m%d-%s@case.example,%s\n"
                    .formatted(unique, i, i % 50, unique, text));
        }

        Said said = as(Role.SERVICE, "import", file("in.csv", csv.toString(), StandardCharsets.UTF_8));

        assertThat(said).isEqualTo(new Said(0, "1,009 accepted, 0 known already, 0 refused.\n", ""));
    }

    @Test
    void each_row_gets_an_answer_by_its_line_in_the_file() throws IOException {
        String csv = HEADER
                + "note,import,a-%1$s,2026-02-01T10:00:00Z,a-%1$s@case.example,wants the 24\" one\n".formatted(unique)
                + "note,import,b-%1$s,2026-02-01T10:00:00Z,b-%1$s@case.example,\"never closed\n".formatted(unique)
                + "\n"
                + "note,import,c-%1$s,2026-02-01T10:00:00Z,c-%1$s@case.example,\"two\nlines\"\n".formatted(unique)
                + "telepathy,import,d-%1$s,2026-02-01T10:00:00Z,d-%1$s@case.example,x\n".formatted(unique);

        Said said = as(Role.SERVICE, "import", file("UPPER.CSV", csv, StandardCharsets.UTF_8));

        assertThat(said.out()).isEqualTo("2 accepted, 0 known already, 2 refused.\n");
        assertThat(said.err().lines())
                .satisfiesExactly(
                        first ->
                                assertThat(first).startsWith("line 3 refused: ").contains("close each quote"),
                        second -> assertThat(second)
                                .startsWith("line 7 refused: ")
                                .contains("kind"));
        assertThat(said.status()).isEqualTo(1);
    }

    @Test
    void another_encoding_gzip_semicolons_and_a_long_first_line_are_taken() throws IOException {
        String csv = (HEADER + "note,import,w-%1$s,2026-02-01T10:00:00Z,w-%1$s@case.example,Grüße\n".formatted(unique))
                .replace(',', ';');
        String latin = file("w.csv", csv, Charset.forName("windows-1252"));
        Path gzip = folder.resolve("w.csv.gz");
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write(csv.getBytes(StandardCharsets.UTF_8));
        }
        String line =
                Contacts.line(Contacts.note("l-" + unique, Map.of("externalId", "l-" + unique), "x".repeat(70_000)));

        Said unnamed = as(Role.SERVICE, "import", latin);
        assertThat(unnamed.err()).contains("line 2 refused: ").contains("UTF-8").contains("--encoding windows-1252");
        assertThat(as(Role.SERVICE, "import", latin, "--encoding", "windows-1252")
                        .out())
                .startsWith("1 accepted");
        assertThat(as(Role.SERVICE, "import", gzip.toString()).out()).startsWith("0 accepted, 1 known already");
        assertThat(as(Role.SERVICE, "import", file("first-line.ndjson", line + "\n", StandardCharsets.UTF_8))
                        .status())
                .isLessThan(2);
        assertThatItSays(
                as(Role.SERVICE, "import", latin, "--encoding", "klingon"), "--encoding must name one that is known");
    }

    @Test
    void a_server_that_dies_meanwhile_leaves_a_sentence_that_says_what_is_known() throws IOException {
        try (ServerSocket dying = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerOneLineAndDie(dying));

            Said said = with(
                    List.of("import", row("d1", "x").toString()),
                    "--url",
                    "http://127.0.0.1:" + dying.getLocalPort(),
                    "--key",
                    "k");

            assertThatItSays(said, "Whether lines 2 to 2 were recorded is not known: start the import again");
        }
    }

    @Test
    void one_watches_by_address_number_card_or_id_and_reads_lines() throws IOException {
        String mail = "w-" + unique + "@case.example";
        String who = annals.as(Role.SERVICE)
                .post("/contacts", Contacts.note("watch-" + unique, Map.of("email", mail), "My lamp flickers"))
                .expect(201)
                .json()
                .path("customer")
                .asString();

        for (String known : List.of(mail, mail.toUpperCase(java.util.Locale.ROOT), who)) {
            Said said = Eventually.see(
                    "the note of " + known,
                    Waits.LONG,
                    () -> as(Role.AUDITOR, "watch", known, "--no-follow"),
                    told -> told.out().contains("My lamp flickers"));
            assertThat(said.status()).isZero();
            assertThat(said.out()).contains("  note  ").doesNotContain("{");
        }
        assertThat(as(Role.AUDITOR, "watch", mail, "--no-follow", "--json")
                        .out()
                        .lines())
                .allMatch(line -> line.startsWith("{\"type\":\""));
    }

    @Test
    void figures_and_verdicts_are_for_people_and_as_json_for_programs() {
        assertThat(as(Role.AUDITOR, "stats").out()).contains(" on average", "up to date");
        assertThat(as(Role.AUDITOR, "stats", "--json").out()).startsWith("{").contains("\"averageCommitBytes\"");
        assertThat(as(Role.AUDITOR, "verify").out()).startsWith("The chain is whole: ");
    }

    private static Said with(List<String> words, String... more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of(more));
        return annals(all.toArray(String[]::new));
    }

    private Path row(String id, String text) throws IOException {
        return Path.of(file(
                id + ".csv",
                HEADER
                        + "note,import,%1$s-%2$s,2026-02-01T10:00:00Z,%1$s-%2$s@case.example,%3$s\n"
                                .formatted(id, unique, text),
                StandardCharsets.UTF_8));
    }

    private String file(String name, String text, Charset charset) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(charset)).toString();
    }

    private static void hangUpOnEverybody(ServerSocket server) {
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    assertThat(socket.getInputStream().read()).isNotNegative();
                }
            }
        } catch (IOException closed) {
            return;
        }
    }

    private static void answerOneLineAndDie(ServerSocket server) {
        try (Socket socket = server.accept()) {
            assertThat(socket.getInputStream().read()).isNotNegative();
            socket.getOutputStream()
                    .write(
                            "HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}"
                                    .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        } catch (IOException closed) {
            return;
        }
    }
}
