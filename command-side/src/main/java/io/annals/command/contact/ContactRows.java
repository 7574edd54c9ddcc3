package io.annals.command.contact;

import io.annals.command.contact.lines.CsvLines;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/** Contacts as rows of a table: columns are named as the JSON is nested. */
public final class ContactRows {
    private static final Pattern NUMBERS =
            Pattern.compile("content\\.durationSeconds|content\\.lines\\.\\d+\\.quantity");

    private ContactRows() {}

    /**
     * Reads the header: {@code kind,channel,externalId,occurredAt,customer.email,content.text}.
     *
     * @param text in UTF-8
     * @throws io.annals.edge.refusal.BadInput when there is no header, or one that spells no JSON
     */
    public static CsvLines read(InputStream text) throws IOException {
        return new CsvLines(text, NUMBERS);
    }
}
