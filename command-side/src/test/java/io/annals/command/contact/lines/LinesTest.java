package io.annals.command.contact.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.command.contact.lines.Lines.Line;
import io.annals.edge.refusal.BadInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Tag("quick")
class LinesTest {
    private static final Pattern QUANTITY = Pattern.compile("lines\\.\\d+\\.quantity");

    @Test
    void lines_end_with_or_without_a_carriage_return_and_the_last_one_without_any_end() throws IOException {
        assertThat(json("\uFEFF1\r\n2\n\n \r\n3")).extracting(Line::number).containsExactly(1L, 2L, 5L);
        assertThat(json("\uFEFF1\r\n2\n\n \r\n3"))
                .extracting(line -> line.content().get().asInt())
                .containsExactly(1, 2, 3);
    }

    @Test
    void a_line_over_the_limit_is_refused_and_the_next_one_read() throws IOException {
        List<Line> lines = json("\"" + "x".repeat(Lines.LONGEST) + "\"\n2");

        assertThatThrownBy(() -> lines.get(0).content().get()).isInstanceOf(BadInput.class);
        assertThat(lines.get(0).bytes()).isZero();
        assertThat(lines.get(1).content().get().asInt()).isEqualTo(2);
    }

    @Test
    void column_names_spell_json() throws IOException {
        List<Line> lines = csv("""
            kind,customer.email,lines.0.id,lines.0.quantity,lines.1.id
            purchase,a@b.c,1,2.5,2
            "a
            b",,,,
            """);

        assertThat(lines.get(0).content().get().toString())
                .isEqualTo("{\"kind\":\"purchase\",\"customer\":{\"email\":\"a@b.c\"},"
                        + "\"lines\":[{\"id\":\"1\",\"quantity\":2.5},{\"id\":\"2\"}]}");
        assertThat(lines.get(1).content().get().toString()).isEqualTo("{\"kind\":\"a\\nb\"}");
        assertThat(lines.get(1).number()).isEqualTo(3);
    }

    @Test
    void a_header_as_deep_as_no_form_is_none_however_deep() {
        for (int parts : new int[] {9, 1_500, 100_000}) {
            assertThatThrownBy(() -> csv("kind," + "a.".repeat(parts - 1) + "a\nnote,x\n"))
                    .as("%d parts", parts)
                    .isInstanceOf(BadInput.class);
        }
        assertThatThrownBy(() -> csv("kind," + "a".repeat(100_000) + "!\nnote,x\n"))
                .isInstanceOf(BadInput.class);
    }

    @Test
    void a_row_that_is_not_utf_8_or_too_wide_is_refused_alone() throws IOException {
        byte[] body = "a,b\n1,X\n1,2,3\n4,5\n".getBytes(StandardCharsets.US_ASCII);
        body[6] = (byte) 0xFF;
        List<Line> lines = all(new CsvLines(new ByteArrayInputStream(body), QUANTITY));

        assertThatThrownBy(() -> lines.get(0).content().get()).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> lines.get(1).content().get()).isInstanceOf(BadInput.class);
        assertThat(lines.get(2).content().get().toString()).isEqualTo("{\"a\":\"4\",\"b\":\"5\"}");
    }

    @Test
    void a_quote_that_never_closes_spoils_no_more_than_the_limit() throws IOException {
        List<Line> lines = csv("a,b\n\"1," + "x".repeat(2 * Lines.LONGEST) + "\n2,3\n");

        assertThatThrownBy(() -> lines.get(0).content().get()).isInstanceOf(BadInput.class);
        assertThat(lines.get(1).content().get().toString()).isEqualTo("{\"a\":\"2\",\"b\":\"3\"}");
    }

    @Test
    void a_quote_within_a_cell_that_did_not_begin_with_one_is_a_character() throws IOException {
        assertThat(texts("a,b,c,d\n1,2,3,wants the 24\" one\n1,2,3,\"wants the 24\"\" one\"\n"))
                .containsExactly("wants the 24\" one", "wants the 24\" one");
    }

    @Test
    void a_quote_that_never_closes_spoils_its_row_and_swallows_none_of_those_behind_it() throws IOException {
        List<Line> lines = csv("a,b,c,d\n1,2,3,\"open\n1,2,3,5\"\n1,2,3,x\n\"1\",2,3,\"y\nz\"\n1,2,3,w\n");

        assertThat(lines).extracting(Line::number).containsExactly(2L, 3L, 4L, 5L, 7L);
        assertThatThrownBy(() -> lines.get(0).content().get())
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("close each quote");
        assertThat(lines.get(1).content().get().path("d").asString()).isEqualTo("5\"");
        assertThat(lines.get(3).content().get().path("d").asString()).isEqualTo("y\nz");
    }

    @Test
    void the_header_tells_whether_commas_semicolons_or_tabs_set_cells_apart() throws IOException {
        assertThat(texts("a;b;c;d\n1;2;3;x, y\n")).containsExactly("x, y");
        assertThat(texts("a\tb\tc\td\n1\t2\t3\tx; y\n")).containsExactly("x; y");
        assertThat(texts("sep=;\r\na;b;c;d\r\n1;2;3;\"x; y\"\r\n")).containsExactly("x; y");
    }

    @Test
    void lines_may_end_with_carriage_returns_alone_also_where_a_piece_of_the_body_ends() throws IOException {
        assertThat(texts("a,b,c,d\r1,2,3,x\r1,2,3,y")).containsExactly("x", "y");
        String filler = "x".repeat((1 << 16) - "a,b,c,d\n1,2,3,\r".length());
        assertThat(csv("a,b,c,d\n1,2,3," + filler + "\r\n1,2,3,y\r\n"))
                .extracting(Line::number)
                .containsExactly(2L, 3L);
    }

    @Test
    void another_encoding_is_read_where_it_is_named_and_utf_16_where_its_mark_stands() throws IOException {
        Charset latin = Charset.forName("windows-1252");
        byte[] body = "a,b\n1,Grüße €\n".getBytes(latin);
        byte[] marked = "a,b\n1,Grüße 👋\n".getBytes(StandardCharsets.UTF_16);

        Lines named = new CsvLines(new Utf8Stream(new ByteArrayInputStream(body), latin), QUANTITY);
        Lines unnamed = new CsvLines(new Utf8Stream(new ByteArrayInputStream(marked), null), QUANTITY);
        Lines wrong = new CsvLines(new Utf8Stream(new ByteArrayInputStream(body), null), QUANTITY);

        assertThat(all(named).getFirst().content().get().path("b").asString()).isEqualTo("Grüße €");
        assertThat(all(unnamed).getFirst().content().get().path("b").asString()).isEqualTo("Grüße 👋");
        Line refused = all(wrong).getFirst();
        assertThatThrownBy(() -> refused.content().get()).hasMessageContaining("charset=windows-1252");
    }

    /** A row that stays open over many lines is not looked for again from each of them. */
    @Test
    @Timeout(20)
    void strays_by_the_hundred_thousand_cost_no_more_than_reading_them() throws IOException {
        assertThat(csv("a,b,c,d,e\n" + "a\",b,\"c\n".repeat(300_000))).hasSize(300_000);
        assertThat(csv("a,b,c,d,e\n" + "1,\"c\n".repeat(299_999) + "x\n")).hasSize(300_000);
    }

    private static List<String> texts(String body) throws IOException {
        return csv(body).stream()
                .map(line -> line.content().get().path("d").asString())
                .toList();
    }

    private static List<Line> json(String body) throws IOException {
        return all(new JsonLines(stream(body), JsonMapper.shared()));
    }

    private static List<Line> csv(String body) throws IOException {
        return all(new CsvLines(stream(body), QUANTITY));
    }

    private static InputStream stream(String body) {
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Line> all(Lines lines) throws IOException {
        List<Line> all = new ArrayList<>();
        for (Line line = lines.next(); line != null; line = lines.next()) {
            all.add(line);
        }
        return all;
    }
}
