package io.annals.command.contact.lines;

import io.annals.command.contact.lines.Splitter.Piece;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts lines together to rows: a line end between double quotes is part of a cell (RFC 4180). A double quote within a cell that
 * did not begin with one is a character like any other. A quote that opens a cell and does not close it swallows nothing: it
 * spoils the line that it stands in, and the lines behind it are read as if it were not there. It is taken for such a stray one when the
 * body ends or {@link Lines#LONGEST} is reached before it closes, when something else than a delimiter follows where it closes,
 * when the row would not have as many cells as the header, or when its first line would have them without that quote and
 * most of the lines that it takes in have them by themselves.
 */
final class Rows {
    /** With fewer columns than this, a line of prose with a comma or two would look like a row. */
    private static final int COLUMNS_THAT_TELL = 4;

    private final Splitter lines;
    private final char delimiter;
    private final int columns;

    /** Lines that a stray quote had taken in, to be read again; the first {@link #alone} of them each for itself. */
    private final Deque<Piece> again = new ArrayDeque<>();

    private int alone;

    Rows(Splitter lines, char delimiter, int columns) {
        this.lines = lines;
        this.delimiter = delimiter;
        this.columns = columns;
    }

    /**
     * A row.
     *
     * @param line the number of its first line, from 1
     * @param bytes null when there are more than {@link Lines#LONGEST}
     * @param stray whether it opens a quote that it does not close
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares rows
    record Row(long line, byte @Nullable [] bytes, boolean stray) {
        int size() {
            return bytes == null ? 0 : bytes.length;
        }
    }

    boolean ready() throws IOException {
        return !again.isEmpty() || lines.ready();
    }

    /** The next row that is not blank; null at the end. */
    @Nullable
    Row next() throws IOException {
        while (true) {
            boolean forItself = alone > 0;
            alone = Math.max(0, alone - 1);
            Piece first = take();
            if (first == null) {
                return null;
            }
            if (!first.isBlank()) {
                return rowFrom(first, forItself);
            }
        }
    }

    private Row rowFrom(Piece first, boolean forItself) throws IOException {
        byte[] bytes = first.bytes();
        if (bytes == null) {
            return new Row(first.line(), null, false);
        }
        Quotes quotes = new Quotes(delimiter);
        quotes.read(bytes);
        if (!quotes.open() || quotes.broken()) {
            return new Row(first.line(), bytes, quotes.broken());
        }
        byte[] whole = forItself ? null : withWhatFollows(first, quotes);
        return whole == null ? new Row(first.line(), bytes, true) : new Row(first.line(), whole, false);
    }

    /** The row with all lines up to the closing quote; null for a stray quote, then these lines come again. */
    private byte @Nullable [] withWhatFollows(Piece first, Quotes quotes) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(java.util.Objects.requireNonNull(first.bytes()));
        boolean wholeWithoutTheQuote = quotes.cellsWithoutTheLastQuote() == columns;
        List<Piece> taken = new ArrayList<>();
        while (quotes.open() && !quotes.broken()) {
            Piece piece = take();
            if (piece == null) {
                return giveBack(taken, taken.size());
            }
            taken.add(piece);
            byte[] bytes = piece.bytes();
            if (bytes == null || whole.size() + bytes.length > Lines.LONGEST) {
                return giveBack(taken, taken.size());
            }
            whole.writeBytes(piece.before().getBytes(StandardCharsets.US_ASCII));
            whole.writeBytes(bytes);
            quotes.read(bytes);
        }
        boolean stray = quotes.broken() || quotes.cells() != columns || (wholeWithoutTheQuote && mostAreRows(taken));
        return stray ? giveBack(taken, taken.size() - 1) : whole.toByteArray();
    }

    /**
     * Each line is looked at from within a quote once: those between the stray quote and where it came to light are not asked
     * again whether they open one.
     */
    private byte @Nullable [] giveBack(List<Piece> taken, int eachForItself) {
        taken.reversed().forEach(again::addFirst);
        alone = eachForItself;
        return null;
    }

    private boolean mostAreRows(List<Piece> taken) {
        if (columns < COLUMNS_THAT_TELL) {
            return false;
        }
        long rows = taken.stream().filter(this::isRowByItself).count();
        return rows * 2 > taken.size();
    }

    /** Whether it has as many cells as the header, its last one perhaps going on. */
    private boolean isRowByItself(Piece piece) {
        byte[] bytes = piece.bytes();
        if (bytes == null) {
            return false;
        }
        Quotes quotes = new Quotes(delimiter);
        quotes.read(bytes);
        return !quotes.broken() && quotes.cells() == columns;
    }

    private @Nullable Piece take() throws IOException {
        Piece piece = again.poll();
        return piece == null ? lines.next() : piece;
    }

    /** Where quotes open and close, over the lines of one row. */
    private static final class Quotes {
        private enum Place {
            BEGINNING,
            PLAIN,
            QUOTED,
            BEHIND,
            SPACE
        }

        private final char delimiter;
        private Place place = Place.BEGINNING;
        private boolean broken;
        private int cells = 1;
        private int withinQuote;

        Quotes(char delimiter) {
            this.delimiter = delimiter;
        }

        void read(byte[] line) {
            for (byte b : line) {
                place = behind((char) (b & 0xFF));
            }
        }

        /** Whether a cell goes on in the next line. */
        boolean open() {
            return place == Place.QUOTED;
        }

        private Place behind(char c) {
            if (place == Place.QUOTED) {
                withinQuote += c == delimiter ? 1 : 0;
                return c == '"' ? Place.BEHIND : Place.QUOTED;
            }
            if (c == delimiter) {
                cells++;
                return Place.BEGINNING;
            }
            return switch (place) {
                case BEGINNING -> c == '"' ? opened() : Place.PLAIN;
                case BEHIND -> c == '"' ? Place.QUOTED : space(c); // a second quote is one within the cell
                case SPACE -> space(c);
                case PLAIN, QUOTED -> place;
            };
        }

        private Place opened() {
            withinQuote = 0;
            return Place.QUOTED;
        }

        /** Between the closing quote and the delimiter nothing else should be. */
        private Place space(char c) {
            broken |= c != ' ' && c != '\t';
            return Place.SPACE;
        }

        boolean broken() {
            return broken;
        }

        int cells() {
            return cells;
        }

        /** How many cells there are if the quote that opened last is a character like any other. */
        int cellsWithoutTheLastQuote() {
            return cells + withinQuote;
        }
    }
}
