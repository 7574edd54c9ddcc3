package io.annals.command.contact.lines;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a body at its line ends, byte by byte: UTF-8 has no line end within any other character. A line ends with a line
 * feed, a carriage return, or both (RFC 4180 has both, Unix the first, older spreadsheets the second).
 */
final class Splitter {
    private static final int BUFFER = 1 << 16;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream body;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int filled;
    private long line = 1;
    private String ended = "";

    Splitter(InputStream body) {
        this.body = body;
    }

    /**
     * A line of the body.
     *
     * @param line its number, from 1
     * @param before how the line before ended
     * @param bytes without the line end; null when there are more than {@link Lines#LONGEST}
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares pieces
    record Piece(long line, String before, byte @Nullable [] bytes) {
        int size() {
            return bytes == null ? 0 : bytes.length;
        }

        boolean isBlank() {
            if (bytes == null) {
                return false;
            }
            for (byte b : bytes) {
                if (b != ' ' && b != '\t') {
                    return false;
                }
            }
            return true;
        }
    }

    boolean ready() throws IOException {
        return at < filled || body.available() > 0;
    }

    @Nullable
    Piece next() throws IOException {
        if (at == filled && !fill()) {
            return null;
        }
        // Only now is it known whether a line feed follows the carriage return: to wait for it would hold up an answer.
        if (ended.equals("\r") && buffer[at] == '\n') {
            ended = "\r\n";
            at++;
            if (at == filled && !fill()) {
                return null;
            }
        }
        ByteArrayOutputStream piece = new ByteArrayOutputStream(256);
        boolean tooLong = false;
        do {
            int from = at;
            while (at < filled && buffer[at] != '\n' && buffer[at] != '\r') {
                at++;
            }
            tooLong |= piece.size() + at - from > Lines.LONGEST;
            if (tooLong) {
                piece.reset();
            } else {
                piece.write(buffer, from, at - from);
            }
        } while (at == filled && fill());
        String before = ended;
        ended = at == filled ? "" : buffer[at++] == '\n' ? "\n" : "\r";
        long number = line++;
        return new Piece(number, before, tooLong ? null : withoutMark(piece.toByteArray(), number == 1));
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = 0;
        filled = Math.max(0, body.read(buffer));
        return filled > 0;
    }

    private static byte[] withoutMark(byte[] bytes, boolean first) {
        return first && startsWithMark(bytes) ? java.util.Arrays.copyOfRange(bytes, MARK.length, bytes.length) : bytes;
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= MARK.length && java.util.Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
    }
}
