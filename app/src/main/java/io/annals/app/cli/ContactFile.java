package io.annals.app.cli;

import io.annals.app.cdnow.CdnowLines;
import io.annals.command.contact.ContactRows;
import io.annals.command.contact.lines.JsonLines;
import io.annals.command.contact.lines.Lines;
import io.annals.command.contact.lines.Utf8Stream;
import io.annals.edge.json.JsonForms;
import io.annals.edge.refusal.BadInput;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A file of contacts. What it begins with tells what it is, since names lie: gzip, NDJSON, CDNOW's purchases, else CSV. */
final class ContactFile {
    private static final int BEGINNING = 1 << 12;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    private final Lines lines;
    private final Counted read;

    private ContactFile(Lines lines, Counted read) {
        this.lines = lines;
        this.read = read;
    }

    /** @throws NotDone when it is CSV and its header names no columns */
    static ContactFile read(InputStream body, @Nullable Charset charset) throws IOException {
        Counted counted = new Counted(body);
        BufferedInputStream raw = new BufferedInputStream(counted);
        boolean gzip = java.util.Arrays.equals(beginning(raw, GZIP.length), GZIP);
        BufferedInputStream text =
                new BufferedInputStream(new Utf8Stream(gzip ? new GZIPInputStream(raw) : raw, charset));
        try {
            return new ContactFile(lines(text), counted);
        } catch (BadInput header) {
            throw new NotDone("The file cannot be read: " + header.getMessage()
                    + " Its first line says what is in the columns, such as"
                    + " kind,channel,externalId,occurredAt,customer.email,content.text.");
        }
    }

    private static Lines lines(BufferedInputStream text) throws IOException {
        String begins = new String(beginning(text, BEGINNING), StandardCharsets.UTF_8)
                .replace("\uFEFF", "")
                .stripLeading();
        if (begins.startsWith("{") || begins.startsWith("[")) {
            return new JsonLines(text, JsonForms.mapper());
        }
        return CdnowLines.looksLike(begins.lines().findFirst().orElse(""))
                ? new CdnowLines(text)
                : ContactRows.read(text);
    }

    private static byte[] beginning(BufferedInputStream stream, int bytes) throws IOException {
        stream.mark(bytes);
        byte[] some = stream.readNBytes(bytes);
        stream.reset();
        return some;
    }

    Lines lines() {
        return lines;
    }

    /** Of the file, before anything was opened or decoded. */
    long bytesRead() {
        return read.bytes;
    }

    private static final class Counted extends FilterInputStream {
        private long bytes;

        Counted(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            int b = super.read();
            bytes += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int more = super.read(into, offset, length);
            bytes += Math.max(0, more);
            return more;
        }
    }
}
