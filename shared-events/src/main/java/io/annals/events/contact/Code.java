package io.annals.events.contact;

import io.annals.events.Open;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name out of a list, such as {@code no-answer} or {@code CD-4711}: stays readable for ever, also of who is erased, and
 * figures go by it. One word therefore, without blanks and {@code @}, into which no sentence and no address fits.
 *
 * @param value 1 to 64 letters and digits of ASCII, and {@code . _ : / + # -} behind the first
 */
@Open
public record Code(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/+#-]{0,63}");
    private static final Pattern WORD_AND_NUMBER = Pattern.compile("([A-Za-z]{1,40})\\s+(?:#|No\\.? ?)?([0-9]{1,6})");
    private static final int HASH = 12;

    /** @throws IllegalArgumentException when it has not the form of a code */
    public Code {
        if (!isOne(value)) {
            throw new IllegalArgumentException("not of a code's form"); // and perhaps personal: not to be repeated
        }
    }

    /** Whether this has the form of a code. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** The code that is written so, or the one made of a word and its number ({@code Store 12}: {@code Store-12}). */
    public static Optional<Code> of(String told) {
        String text = told.strip();
        if (isOne(text)) {
            return Optional.of(new Code(text));
        }
        Matcher numbered = WORD_AND_NUMBER.matcher(text);
        return numbered.matches()
                ? Optional.of(new Code(numbered.group(1) + "-" + numbered.group(2)))
                : Optional.empty();
    }

    /** The code that is written so, or else one that stands for what is: the same for the same text, always. */
    public static Code standingFor(String told) {
        String text = told.strip();
        return isOne(text) ? new Code(text) : new Code("x." + hash(text));
    }

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
