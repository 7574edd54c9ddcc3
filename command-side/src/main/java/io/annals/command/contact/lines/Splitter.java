package io.annals.command.contact.lines;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Cuts a body at its line ends, byte by byte: UTF-8 has no line end or quote within any other character. */
final class Splitter {
    private static final int BUFFER = 1 << 16;
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream body;
    private final boolean quotes;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int filled;
    private long line = 1;

    /** @param quotes whether a line end between double quotes is part of the line (RFC 4180) */
    Splitter(InputStream body, boolean quotes) {
        this.body = body;
        this.quotes = quotes;
    }

    /**
     * A piece of the body.
     *
     * @param bytes without the line end; null when there are more than {@link Lines#LONGEST}
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares pieces
    record Piece(long line, byte @Nullable [] bytes) {
        int size() {
            return bytes == null ? 0 : bytes.length;
        }

        boolean isBlank() {
            if (bytes == null) {
                return false;
            }
            for (byte b : bytes) {
                if (b != ' ' && b != '\t' && b != '\r') {
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
        long begins = line;
        ByteArrayOutputStream piece = new ByteArrayOutputStream(256);
        boolean tooLong = false;
        boolean quoted = false;
        do {
            int from = at;
            while (at < filled && (buffer[at] != '\n' || (quoted && !tooLong))) {
                quoted ^= quotes && buffer[at] == '"';
                line += buffer[at] == '\n' ? 1 : 0;
                at++;
            }
            tooLong |= piece.size() + at - from > Lines.LONGEST;
            if (tooLong) {
                piece.reset();
            } else {
                piece.write(buffer, from, at - from);
            }
        } while (at == filled && fill());
        if (at < filled) {
            at++;
            line++;
        }
        return new Piece(begins, tooLong ? null : trimmed(piece.toByteArray(), begins == 1));
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, body.read(buffer));
        return filled > 0;
    }

    /** Without a byte order mark before the first line, and without a carriage return behind any. */
    private static byte[] trimmed(byte[] bytes, boolean first) {
        int from = first && startsWithMark(bytes) ? MARK.length : 0;
        int to = bytes.length > from && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
        return from == 0 && to == bytes.length ? bytes : java.util.Arrays.copyOfRange(bytes, from, to);
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= MARK.length && java.util.Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length);
    }
}
