package io.annals.command.contact.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.command.contact.lines.Lines.Line;
import io.annals.edge.refusal.BadInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Files as spreadsheets of many countries write them, made at random: the delimiter, line ends, quotes, encoding, blank
 * lines, cells of several lines in any script of Unicode's plane 0. Whatever else stands in the file, each row is told once and
 * by the number of its first line.
 */
@Tag("quick")
class RowsProperties {
    private static final List<String> NAMES = List.of("kind", "channel", "id", "who.name", "text", "more");
    private static final Pattern NO_NUMBERS = Pattern.compile("(?!)");

    /** @param cells null for a row with a stray quote */
    private record Written(long line, @Nullable List<String> cells) {}

    /** Writes a file and remembers what is in it. */
    private static final class Sheet {
        final Random random;
        final String delimiter;
        final String end;
        final StringBuilder text = new StringBuilder();
        final List<Written> rows = new ArrayList<>();
        long line = 1;

        Sheet(long seed) {
            this.random = new Random(seed);
            this.delimiter = List.of(",", ";", "\t").get(random.nextInt(3));
            this.end = List.of("\n", "\r\n", "\r").get(random.nextInt(3));
            if (random.nextInt(4) == 0) {
                append("sep=" + delimiter);
            }
            append(String.join(delimiter, NAMES));
        }

        void append(String row) {
            text.append(row).append(end);
            line += row.split(end, -1).length;
        }

        void row(boolean mayBeStray) {
            if (random.nextInt(10) == 0) {
                append(random.nextBoolean() ? "" : "  ");
            }
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < NAMES.size(); column++) {
                cells.add(cell());
            }
            long begins = line;
            if (mayBeStray && random.nextInt(5) == 0) {
                int at = 1 + random.nextInt(NAMES.size() - 1);
                List<String> plain = new ArrayList<>(java.util.Collections.nCopies(NAMES.size(), "x"));
                plain.set(at, random.nextBoolean() ? "\"never closed" : "\"24\" wide");
                append(String.join(delimiter, plain));
                rows.add(new Written(begins, null));
                return;
            }
            append(cells.stream().map(this::quotedIfNeeded).collect(Collectors.joining(delimiter)));
            rows.add(new Written(begins, cells));
        }

        private String cell() {
            StringBuilder cell = new StringBuilder("c");
            int length = random.nextInt(12);
            int delimiters = 0; // prose of as many lines and commas as a row has cannot be told from one
            for (int i = 0; i < length; i++) {
                switch (random.nextInt(14)) {
                    case 0 -> cell.append('"');
                    case 1 -> cell.append(delimiters++ < 4 ? delimiter : "c");
                    case 2 -> cell.append(end);
                    case 3 -> cell.append(' ');
                    default -> cell.append(letter());
                }
            }
            return cell.append('c').toString();
        }

        private char letter() {
            char letter = (char) random.nextInt(0xD800);
            return Character.isLetter(letter) ? letter : 'e';
        }

        /** A quote in the middle of a cell needs none around it, and half of the writers use none. */
        private String quotedIfNeeded(String cell) {
            boolean needed = cell.contains(delimiter) || cell.contains("\n") || cell.contains("\r");
            return needed || random.nextInt(3) == 0 ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
        }
    }

    @Property(tries = 400)
    void each_row_of_a_well_made_file_is_told_once_by_its_first_line_with_its_cells(@ForAll long seed)
            throws IOException {
        Sheet sheet = new Sheet(seed);
        for (int i = 0; i < 30; i++) {
            sheet.row(false);
        }
        assertThatToldAsWritten(sheet, sheet.random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16);
    }

    @Property(tries = 400)
    void a_stray_quote_spoils_its_own_row_and_no_other_is_without_an_answer(@ForAll long seed) throws IOException {
        Sheet sheet = new Sheet(seed);
        for (int i = 0; i < 30; i++) {
            sheet.row(true);
        }
        assertThatToldAsWritten(sheet, StandardCharsets.UTF_8);
    }

    private static void assertThatToldAsWritten(Sheet sheet, Charset charset) throws IOException {
        byte[] body = sheet.text.toString().getBytes(charset);
        CsvLines lines = new CsvLines(new Utf8Stream(new ByteArrayInputStream(body), null), NO_NUMBERS);
        List<Line> told = new ArrayList<>();
        for (Line line = lines.next(); line != null; line = lines.next()) {
            told.add(line);
        }

        assertThat(told)
                .extracting(Line::number)
                .containsExactlyElementsOf(
                        sheet.rows.stream().map(Written::line).toList());
        for (int i = 0; i < told.size(); i++) {
            List<String> cells = sheet.rows.get(i).cells();
            if (cells == null) {
                assertThatThrownBy(told.get(i).content()::get).isInstanceOf(BadInput.class);
            } else {
                var read = told.get(i).content().get();
                assertThat(List.of(
                                read.path("kind").asString(),
                                read.path("channel").asString(),
                                read.path("id").asString(),
                                read.path("who").path("name").asString(),
                                read.path("text").asString(),
                                read.path("more").asString()))
                        .isEqualTo(cells);
            }
        }
    }
}
