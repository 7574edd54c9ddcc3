package io.annals.events.contact;

import io.annals.events.Field;
import io.annals.events.Personal;
import io.annals.events.TellsOf;
import org.jspecify.annotations.Nullable;

/**
 * What a code says or, where no code does, the words of whoever told it: the coded text of ISO 13606 and openEHR. What a code
 * says is open to all; where only words do, it is what somebody wrote.
 *
 * @param code null where only words tell it
 * @param text the words, which may name anybody and are personal therefore; null where the code says all
 */
@TellsOf(Field.TEXTS)
public record CodedText(@Nullable Code code, @Nullable Personal<String> text) {
    public static CodedText of(Code code) {
        return new CodedText(code, null);
    }

    /** @param code of a code's form */
    public static CodedText of(String code) {
        return of(new Code(code));
    }

    public static CodedText words(String text) {
        return new CodedText(null, Personal.of(text));
    }
}
