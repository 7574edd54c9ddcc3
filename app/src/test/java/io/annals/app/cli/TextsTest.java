package io.annals.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What the command line says is what was approved: {@code -Dapprove} writes anew what {@code src/test/resources} holds. */
@Tag("quick")
class TextsTest {
    private static final Path APPROVED = Path.of("src/test/resources/command-line");

    @Test
    void figures_come_with_their_units() throws IOException {
        JsonNode figures = json("""
            {"after":0,"upTo":12043,"commits":12043,"events":15310,"bytes":9830123,"averageCommitBytes":816.25,
             "averageCommitEvents":1.271,"batches":311,"averageBatchCommits":38.72,
             "eventsByType":{"contact.NoteTaken":4,"contact.PurchaseMade":6919,"customer.CustomerRegistered":2357},
             "streams":19000,"subjects":2357,"subjectsExact":false,"first":"2026-03-01T14:05:00Z","last":"2026-03-02T09:30:00Z",
             "storage":{"compressedBytes":4200000,"indexBytes":{"_id_":180000,"streams":900000}},"oplogHours":51.3,
             "projections":[{"name":"customer","position":12043,"commits":0,"seconds":0},
                            {"name":"loyalty","position":12001,"commits":42,"seconds":0.35}]}
            """);

        assertApproved("stats", Stats.words(figures));
    }

    @Test
    void a_verdict_is_a_sentence() throws IOException {
        assertApproved(
                "verify",
                Verify.words(
                                json(
                                        "{\"valid\":true,\"commits\":12043,\"events\":15310,\"seconds\":0.31,\"eventsPerSecond\":49387}"))
                        + "\n"
                        + Verify.words(json("{\"valid\":false,\"commits\":4710,\"brokenAt\":4711,\"reason\":\"the hash"
                                + " does not fit\"}")));
    }

    @Test
    void entries_are_lines_for_people_and_cannot_steer_the_terminal() throws IOException {
        EntryText text = new EntryText(ZoneId.of("Europe/Kyiv"));
        List<String> lines = List.of(
                entry(
                        "email",
                        "mail",
                        "{\"from\":\"nora@example.org\",\"subject\":\"My lamp flickers\",\"text\":\"Since Tuesday.\\n"
                                + "It does not stop.\"}"),
                entry(
                        "purchase",
                        "store-1",
                        "{\"lines\":[{\"id\":\"1\",\"product\":\"CD\",\"quantity\":2,\"price\":{\"amount\":\"29.33\",\"currency\":\"USD\"}}],\"total\":{\"amount\":\"29.33\",\"currency\":\"USD\"}}"),
                entry("note", "anna", "{\"text\":\"\\u001b[2Jgone \\u202eback\\u0007 " + "long ".repeat(80) + "\"}"),
                entry("points-earned", "", "{\"points\":29}"),
                entry("note", "anna", "{\"text\":{\"erased\":true}}"));

        assertApproved(
                "watch",
                String.join(
                        "\n",
                        lines.stream().map(line -> text.line(4711, json(line))).toList()));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "999.6, 1.00 kB",
        "1234, 1.23 kB",
        "12345, 12.3 kB",
        "123456, 123 kB",
        "9830123, 9.83 MB",
        "5e12, 5.00 TB"
    })
    void sizes_have_three_digits_that_count(double bytes, String words) {
        assertThat(Stats.bytes(bytes)).isEqualTo(words);
    }

    private static String entry(String kind, String actor, String content) {
        return "{\"occurredAt\":\"2026-03-01T14:05:00Z\",\"kind\":\"%s\",\"actor\":\"%s\",\"content\":%s}"
                .formatted(kind, actor, content);
    }

    private static JsonNode json(String text) {
        return ServerConnection.JSON.readTree(text);
    }

    private static void assertApproved(String name, String text) throws IOException {
        Path approved = APPROVED.resolve(name + ".txt");
        String said = text.replace("\r\n", "\n") + "\n";
        if (Boolean.getBoolean("approve")) {
            Files.createDirectories(APPROVED);
            Files.writeString(approved, said);
        }
        assertThat(said).isEqualTo(Files.readString(approved));
    }
}
