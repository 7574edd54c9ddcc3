package io.annals.events.contact;

import io.annals.events.Field;
import io.annals.events.Personal;
import io.annals.events.TellsOf;
import org.jspecify.annotations.Nullable;

/**
 * What was wrong with the form in which a contact was told, and what was done about it: what happened is recorded in any
 * case.
 *
 * @param field path of what it was about, such as {@code content.subject}, of names that the form has itself
 * @param length how many characters were told there
 * @param told what was told and has no other place in the contact, or its beginning; null where nothing was lost
 */
@TellsOf(Field.TEXTS)
public record Defect(
        String field, Kind kind, long length, @Nullable Personal<String> told) {
    /** What was wrong. */
    public enum Kind {
        /** Longer than there is room for: only the beginning is kept. */
        CUT,
        /** Held characters that cannot stand there, such as line breaks in a line: blanks stand for them. */
        CLEANED,
        /** Told as something else, such as a number for a text, and taken for what it must mean. */
        CONVERTED,
        /** Cannot be what it should be, such as an address without a domain: passed over. */
        UNUSABLE,
        /** Belongs to it and was not told. */
        MISSING,
        /** Not known here: passed over. */
        UNKNOWN
    }
}
