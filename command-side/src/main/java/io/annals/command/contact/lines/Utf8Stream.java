package io.annals.command.contact.lines;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A text in whatever encoding, read as UTF-8. For one thread. */
public final class Utf8Stream extends InputStream {
    private static final int CHARS = 1 << 13;

    private final PushbackInputStream body;
    private final @Nullable Charset named;
    private boolean begun;
    private @Nullable Reader reader;
    private final char[] chars = new char[CHARS];
    private int kept;
    private byte[] ready = new byte[0];
    private int at;

    /**
     * @param named the encoding; null where none was named: then it is UTF-8, or UTF-16 where a byte order mark says so, as
     *     spreadsheets write it
     */
    public Utf8Stream(InputStream body, @Nullable Charset named) {
        this.body = new PushbackInputStream(body, 2);
        this.named = named;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Reader decoding = reader();
        if (decoding == null) {
            return body.read(bytes, offset, length);
        }
        while (at == ready.length) {
            int more = decoding.read(chars, kept, CHARS - kept);
            if (more < 0 && kept == 0) {
                return -1;
            }
            encode(kept + Math.max(0, more), more < 0);
        }
        int some = Math.min(length, ready.length - at);
        System.arraycopy(ready, at, bytes, offset, some);
        at += some;
        return some;
    }

    /** Half of a surrogate pair is kept until its other half is there. */
    private void encode(int filled, boolean last) {
        int whole = !last && filled > 0 && Character.isHighSurrogate(chars[filled - 1]) ? filled - 1 : filled;
        ready = new String(chars, 0, whole).getBytes(StandardCharsets.UTF_8);
        at = 0;
        kept = filled - whole;
        System.arraycopy(chars, whole, chars, 0, kept);
    }

    @Override
    public int available() throws IOException {
        if (!begun || reader == null) {
            return body.available();
        }
        return at < ready.length || reader.ready() ? 1 : 0;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    /** Null for UTF-8, whose bytes are handed on as they are. */
    private @Nullable Reader reader() throws IOException {
        if (!begun) {
            begun = true;
            Charset encoding = named == null ? byItsMark() : named;
            reader = encoding.equals(StandardCharsets.UTF_8) ? null : new InputStreamReader(body, encoding);
        }
        return reader;
    }

    private Charset byItsMark() throws IOException {
        byte[] mark = new byte[2];
        int found = body.readNBytes(mark, 0, 2);
        body.unread(mark, 0, found);
        int both = (mark[0] & 0xFF) << 8 | (mark[1] & 0xFF);
        return found == 2 && (both == 0xFEFF || both == 0xFFFE) ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }
}
