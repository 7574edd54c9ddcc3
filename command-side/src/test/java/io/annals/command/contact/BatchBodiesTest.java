package io.annals.command.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.Side;
import io.annals.edge.Role;
import io.annals.events.Personal;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.contact.ContactId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bodies as spreadsheets and mail gateways make them: quotes, encodings, gzip. */
@Timeout(60)
class BatchBodiesTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Side side = Side.shared();
    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void a_quote_in_the_middle_of_a_cell_or_one_that_never_closes_leaves_no_row_without_an_answer() {
        StringBuilder csv = new StringBuilder("kind,channel,externalId,occurredAt,customer.email,content.text\n");
        for (int i = 0; i < 7; i++) {
            String text =
                    i == 1 ? "wants the 24\" one" : i == 3 ? "\"never closed" : i == 5 ? "has a 19\" one" : "fine";
            csv.append("note,import,q%d-%s,2026-02-01T10:00:00Z,q%d-%s@case.example,%s\n"
                    .formatted(i, unique, i, unique, text));
        }

        List<JsonNode> answers = post("text/csv", BodyPublishers.ofString(csv.toString()));

        assertThat(answers)
                .extracting(answer -> answer.path("line").asInt() + " "
                        + answer.path("status").asString())
                .containsExactly(
                        "2 accepted",
                        "3 accepted",
                        "4 accepted",
                        "5 refused",
                        "6 accepted",
                        "7 accepted",
                        "8 accepted");
        assertThat(answers.get(3).path("reason").asString()).contains("close each quote");
    }

    @Test
    void rows_come_in_the_encoding_that_the_content_type_names() {
        String csv = "kind;channel;externalId;occurredAt;customer.email;content.text\r\n"
                + "note;import;e-%1$s;2026-02-01T10:00:00Z;e-%1$s@case.example;Grüße\r\n".formatted(unique);
        byte[] body = csv.getBytes(Charset.forName("windows-1252"));

        assertThat(post("text/csv", BodyPublishers.ofByteArray(body))
                        .getFirst()
                        .path("reason")
                        .asString())
                .contains("must be UTF-8", "charset=windows-1252");
        JsonNode accepted = post("text/csv; charset=windows-1252", BodyPublishers.ofByteArray(body))
                .getFirst();
        assertThat(accepted.path("status").asString()).isEqualTo("accepted");
        ContactId note = new ContactId(accepted.path("contact").asString());
        assertThat(side.stream(note.stream()).getFirst())
                .isInstanceOfSatisfying(
                        NoteTaken.class, taken -> assertThat(taken.text()).isEqualTo(Personal.of("Grüße")));

        HttpResponse<String> unknown = side.raw(side.request(Role.SERVICE, "/contacts/batch")
                .header("Content-Type", "text/csv; charset=klingon")
                .POST(BodyPublishers.ofByteArray(body)));
        assertThat(unknown.statusCode()).isEqualTo(415);
    }

    @Test
    void a_body_may_come_as_gzip_and_limits_count_what_comes_out() throws IOException {
        String lines = note("z1", "anna") + "\n\"" + "x".repeat(2 << 20) + "\"\n" + note("z2", "anna") + "\n";

        HttpResponse<String> opened = side.raw(side.request(Role.SERVICE, "/contacts/batch")
                .header("Content-Type", "application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip(lines))));
        HttpResponse<String> tooLarge = side.raw(side.request(Role.SERVICE, "/contacts")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip("\"" + "x".repeat(2 << 20) + "\""))));
        HttpResponse<String> one = side.raw(side.request(Role.SERVICE, "/contacts")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip(note("z3", "anna")))));
        HttpResponse<String> none = side.raw(side.request(Role.SERVICE, "/contacts")
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString(note("z4", "anna"))));
        HttpResponse<String> cut = side.raw(side.request(Role.SERVICE, "/contacts/batch")
                .header("Content-Type", "text/csv")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(Arrays.copyOf(gzip(lines), 5))));
        HttpResponse<String> unknown = side.raw(side.request(Role.SERVICE, "/contacts/batch")
                .header("Content-Type", "application/x-ndjson")
                .header("Content-Encoding", "br")
                .POST(BodyPublishers.ofString(lines)));

        assertThat(opened.body().lines().map(JSON::readTree))
                .extracting(answer -> answer.path("status").asString())
                .containsExactly("accepted", "refused", "accepted");
        assertThat(tooLarge.statusCode()).isEqualTo(413);
        assertThat(one.statusCode()).isEqualTo(201);
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body()).contains("gzip");
        assertThat(cut.statusCode()).isEqualTo(400);
        assertThat(cut.body()).contains("malformed-gzip");
        assertThat(unknown.statusCode()).isEqualTo(415);
        assertThat(unknown.headers().firstValue("Accept-Encoding")).contains("gzip");
        assertThat(unknown.body()).contains("unknown-encoding");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private List<JsonNode> post(String type, BodyPublisher body) {
        HttpResponse<String> response = side.raw(side.request(Role.SERVICE, "/contacts/batch")
                .header("Content-Type", type)
                .POST(body));
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body().lines().map(JSON::readTree).toList();
    }

    private String note(String id, String who) {
        return """
            {"kind":"note","channel":"desk","externalId":"%s-%s","occurredAt":"2026-03-03T14:05:00Z","customer":{"email":"%s-%s@example.org"},"content":{"text":"Hi"}}\
            """.formatted(id, unique, who, unique);
    }
}
