package io.annals.edge.identities;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.text.Normalizer;

/** Takes off what comes along when text is copied: invisible characters, full-width forms, spaces of all kinds. */
final class Pasted {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;
    private static final int FIRST_WIDTH_FORM = 0xff01;
    private static final int LAST_WIDTH_FORM = 0xffee;

    private Pasted() {}

    /**
     * Without what is ignored when shown (Unicode: Default_Ignorable_Code_Point: soft hyphens, marks of direction, zero-width
     * spaces), in the usual width (the block Halfwidth and Fullwidth Forms), every space a plain one, trimmed. Joiners stay
     * where the letter before them is of a script that writes with them.
     */
    static String cleaned(String raw) {
        StringBuilder clean = new StringBuilder(raw.length());
        inUsualWidth(raw).codePoints().forEach(c -> {
            if (c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER) {
                if (!clean.isEmpty() && joins(clean.codePointBefore(clean.length()))) {
                    clean.appendCodePoint(c);
                }
            } else if (Character.getType(c) == Character.SPACE_SEPARATOR) {
                clean.append(' ');
            } else if (!UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT)) {
                clean.appendCodePoint(c);
            }
        });
        return withoutLastJoiner(clean.toString().strip());
    }

    /** Before all else: the usual form of a halfwidth filler is itself ignored when shown. */
    private static String inUsualWidth(String raw) {
        StringBuilder usual = new StringBuilder(raw.length());
        raw.codePoints().forEach(c -> {
            if (c >= FIRST_WIDTH_FORM && c <= LAST_WIDTH_FORM) {
                usual.append(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC));
            } else {
                usual.appendCodePoint(c);
            }
        });
        return usual.toString();
    }

    /** Letters that connect, and the signs that kill a vowel: after these a joiner tells words apart (RFC 5892, A.1, A.2). */
    static boolean joins(int letter) {
        return UCharacter.getCombiningClass(letter) == VIRAMA
                || switch (UCharacter.getIntPropertyValue(letter, UProperty.JOINING_TYPE)) {
                    case UCharacter.JoiningType.DUAL_JOINING, UCharacter.JoiningType.LEFT_JOINING -> true;
                    default -> false;
                };
    }

    private static final int VIRAMA = 9;

    private static String withoutLastJoiner(String text) {
        return text.endsWith("\u200c") || text.endsWith("\u200d")
                ? withoutLastJoiner(text.substring(0, text.length() - 1).strip())
                : text;
    }

    /** The digits of every script as those of ASCII. */
    static String withAsciiDigits(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
                plain.append(Character.digit(c, 10));
            } else {
                plain.appendCodePoint(c);
            }
        });
        return plain.toString();
    }
}
