package io.annals.command;

import io.annals.edge.refusal.BadInput;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Limits on what people write. */
public final class Texts {
    /** What fits into a commit beside everything else, also where each character takes four bytes. */
    public static final int LONGEST = 100_000;

    /** For what is written into one line: a name, a subject. */
    public static final int LINE = 1_000;

    /** For a word or two, such as an outcome. */
    public static final int WORDS = 200;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]");

    private static final Pattern LOGIN_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private Texts() {}

    /** A text of one line, without control characters, trimmed. */
    public static String line(String text, int longest, String field) {
        String line = text.strip();
        if (CONTROL.matcher(line).find()) {
            throw new BadInput(field, "must not contain line breaks or control characters");
        }
        return checked(line, longest, field);
    }

    /** Whether a colleague may log in by this. */
    public static boolean isLoginName(String text) {
        return LOGIN_NAME.matcher(text).matches();
    }

    /** How a colleague logs in, and how the log names them. Whether there is such a colleague is not asked here. */
    public static String loginName(String text, String field) {
        if (!isLoginName(text)) {
            throw new BadInput(field, "must be a login name: 1 to 64 letters, digits, dots, hyphens or underscores");
        }
        return text;
    }

    public static @Nullable String lineOrNull(@Nullable String text, int longest, String field) {
        return text == null ? null : line(text, longest, field);
    }

    private static String checked(String text, int longest, String field) {
        if (text.isBlank() || text.length() > longest) {
            throw new BadInput(field, "must have 1 to " + longest + " characters");
        }
        return text;
    }
}
