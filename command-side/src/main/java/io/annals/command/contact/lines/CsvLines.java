package io.annals.command.contact.lines;

import io.annals.command.contact.lines.Rows.Row;
import io.annals.command.contact.lines.Splitter.Piece;
import io.annals.edge.refusal.BadInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * Rows with a header (RFC 4180), each read as the JSON that its column names spell: {@code customer.email} is a property
 * within a property, {@code content.lines.0.product} one of the first element of a list. An empty cell says nothing. Cells
 * are set apart by what sets the names in the header apart: commas, semicolons or tabs, as spreadsheets write them by country.
 */
public final class CsvLines implements Lines {
    private static final int MOST_PARTS = 8; // the deepest form has five
    /** One part after the other, without going back: a repeated group that could would need a stack as deep as the name is long. */
    private static final Pattern NAME = Pattern.compile(
            "[A-Za-z][A-Za-z0-9_-]*+(?:\\.(?:[A-Za-z][A-Za-z0-9_ -]*+|[0-9]{1,3}+)){0," + (MOST_PARTS - 1) + "}+");

    private static final ObjectReader CELLS =
            CsvMapper.builder().enable(CsvReadFeature.WRAP_AS_ARRAY).build().readerFor(String[][].class);
    private static final char[] DELIMITERS = {',', ';', '\t'};

    /** What spreadsheets write before the header to tell the delimiter. */
    private static final Pattern SEP = Pattern.compile("sep=(.)");

    private final Rows rows;
    private final Pattern numbers;
    private final List<String[]> columns;
    private final ObjectReader cells;

    /**
     * Reads the header.
     *
     * @param numbers names of the columns whose cells are numbers
     * @throws BadInput when there is no header, or one that spells no JSON
     */
    public CsvLines(InputStream body, Pattern numbers) throws IOException {
        this.numbers = numbers;
        Splitter splitter = new Splitter(body);
        Piece first = splitter.next();
        Matcher told = SEP.matcher(text(first));
        if (told.matches()) {
            first = splitter.next();
        }
        char delimiter = told.matches() ? told.group(1).charAt(0) : delimiter(text(first));
        this.cells = CELLS.with(CsvSchema.emptySchema().withColumnSeparator(delimiter));
        this.columns = header(first);
        this.rows = new Rows(splitter, delimiter, columns.size());
    }

    private static String text(@Nullable Piece piece) {
        byte[] bytes = piece == null ? null : piece.bytes();
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    /** The one that is there most often; no name holds any. */
    private static char delimiter(String header) {
        char most = DELIMITERS[0];
        for (char candidate : DELIMITERS) {
            if (count(header, candidate) > count(header, most)) {
                most = candidate;
            }
        }
        return most;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    @Override
    public @Nullable Line next() throws IOException {
        Row row = rows.next();
        if (row == null) {
            return null;
        }
        byte[] bytes = row.bytes();
        return new Line(row.line(), row.size(), () -> {
            if (bytes == null) {
                throw new BadInput("", "must not be longer than " + LONGEST + " bytes a row");
            }
            if (row.stray()) {
                throw new BadInput("", "must close each quote that opens a cell, and double each quote within one");
            }
            return tree(cells(bytes));
        });
    }

    @Override
    public boolean ready() throws IOException {
        return rows.ready();
    }

    private List<String[]> header(@Nullable Piece first) {
        byte[] bytes = first == null ? null : first.bytes();
        if (bytes == null) {
            throw new BadInput("header", "must name the columns");
        }
        String[] names = names(bytes);
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!NAME.matcher(name.strip()).matches() || !seen.add(name.strip())) {
                throw new BadInput("header", "must name each column once, such as customer.email");
            }
        }
        List<String[]> columns = java.util.Arrays.stream(names)
                .map(name -> name.strip().split("\\."))
                .toList();
        refuseContradictions(seen);
        return columns;
    }

    private String[] names(byte[] bytes) {
        try {
            return cells(bytes);
        } catch (BadInput bad) {
            throw bad.within("header");
        }
    }

    /** No column may be the parent of another. */
    private static void refuseContradictions(Set<String> names) {
        for (String name : names) {
            for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
                if (names.contains(name.substring(0, dot))) {
                    throw new BadInput("header", "must not name a column and a part of it");
                }
            }
        }
    }

    private String[] cells(byte[] row) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(row))
                    .toString();
            String[][] read = cells.readValue(text);
            if (read.length == 1) {
                return read[0];
            }
        } catch (CharacterCodingException notUtf8) {
            throw new BadInput(
                    "",
                    "must be UTF-8, or come with its encoding named: text/csv; charset=windows-1252, or at the terminal"
                            + " --encoding windows-1252");
        } catch (JacksonException noRow) {
            throw new BadInput("", "must be a row of cells, each in quotes or without any");
        }
        throw new BadInput("", "must be one row of cells");
    }

    private JsonNode tree(String[] cells) {
        if (cells.length > columns.size()) {
            throw new BadInput("", "must not have more cells than the header");
        }
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].isEmpty()) {
                put(root, columns.get(i), cells[i]);
            }
        }
        return root;
    }

    private void put(ObjectNode root, String[] path, String cell) {
        JsonNode node = root;
        for (int i = 0; i < path.length - 1; i++) {
            boolean list = Character.isDigit(path[i + 1].charAt(0));
            node = child(node, path[i], list);
        }
        JsonNode value = value(String.join(".", path), cell);
        String last = path[path.length - 1];
        if (node instanceof ArrayNode array) {
            array.add(value);
        } else if (node instanceof ObjectNode object) {
            object.set(last, value);
        }
    }

    /** Elements of a list come in the order of their columns. */
    private static JsonNode child(JsonNode node, String name, boolean list) {
        if (node instanceof ArrayNode array) {
            int index = Integer.parseInt(name);
            while (array.size() <= index) {
                array.add(JsonNodeFactory.instance.objectNode());
            }
            return array.get(index);
        }
        ObjectNode object = (ObjectNode) node;
        JsonNode known = object.get(name);
        if (known == null) {
            known = list ? JsonNodeFactory.instance.arrayNode() : JsonNodeFactory.instance.objectNode();
            object.set(name, known);
        }
        return known;
    }

    /** What is no number stays text, and is refused by whoever wants a number. */
    private JsonNode value(String column, String cell) {
        if (numbers.matcher(column).matches()) {
            try {
                java.math.BigDecimal number = new java.math.BigDecimal(cell.strip());
                return number.scale() == 0 && number.precision() < 10
                        ? JsonNodeFactory.instance.numberNode(number.intValueExact())
                        : JsonNodeFactory.instance.numberNode(number);
            } catch (NumberFormatException notANumber) {
                return JsonNodeFactory.instance.stringNode(cell);
            }
        }
        return JsonNodeFactory.instance.stringNode(cell);
    }
}
