package io.annals.edge.identities;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What programs and people put where something is missing. As an identity it would make one customer of all for whom it is
 * missing.
 */
final class Placeholders {
    /** Without case and whatever is neither letter nor digit. */
    private static final Set<String> WORDS = Set.of(
            // of programs
            "undefined",
            "null",
            "nil",
            "none",
            "nan",
            "infinity",
            "true",
            "false",
            "void",
            "empty",
            "default",
            "dbnull",
            "objectobject",
            "systemobject",
            "ref",
            "value",
            "name",
            "div0",
            // of people
            "na",
            "notavailable",
            "notapplicable",
            "notprovided",
            "notset",
            "novalue",
            "nodata",
            "unknown",
            "unkown",
            "anonymous",
            "anonym",
            "guest",
            "missing",
            "blank",
            "tbd",
            "tba",
            "todo",
            "test",
            "dummy",
            "example",
            "no",
            "yes",
            "xxx",
            "xxxx",
            "asdf",
            "qwerty",
            "noemail",
            "nomail",
            "noaddress",
            "noemailaddress",
            "nophone",
            "nocard",
            "unbekannt",
            "keine",
            "kein",
            "inconnu",
            "desconocido",
            "невідомо",
            "невідомий",
            "немає",
            "неизвестно",
            "неизвестный",
            "нет",
            "yoxdur",
            "naməlum",
            "nepoznato",
            "nema",
            "непознато",
            "нема");

    /** Of those the ones that no mailbox of a person is called. */
    private static final Set<String> NO_MAILBOXES = Set.of(
            "undefined",
            "null",
            "none",
            "objectobject",
            "notavailable",
            "notprovided",
            "unknown",
            "noemail",
            "nomail",
            "noaddress",
            "noemailaddress");

    /** A template that nobody filled in, what a language prints of a thing without a text of its own, an error of a sheet. */
    private static final Pattern UNFILLED =
            Pattern.compile("\\{\\{.*}}|\\$\\{.*}|<%.*%>|%[sd@]|%\\(?\\w+\\)?[sd%]|\\[object \\w+]|<\\w+ object at .*>"
                    + "|\\w+(\\.\\w+)+@[0-9a-f]{5,8}|function ?\\(.*|#(n/a|ref!|value!|name\\?|null!|div/0!)");

    private static final Pattern NUMBERLESS = Pattern.compile("[-+]?0+([.,]0+)?|-0*1");
    private static final Pattern NIL_UUID =
            Pattern.compile("[{]?(0{8}-0{4}-0{4}-0{4}-0{12}|f{8}-f{4}-f{4}-f{4}-f{12})}?");
    private static final Pattern NEITHER_LETTER_NOR_DIGIT = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private static final int SHORTEST_REPEATED = 7;
    private static final int SHORTEST_IN_ORDER = 9;

    private Placeholders() {}

    /** Whether this stands for nothing: {@code undefined}, {@code N/A}, {@code [object Object]}, {@code 0000}, a nil UUID. */
    static boolean isOne(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        String word = word(lower);
        return word.isEmpty()
                || WORDS.contains(word)
                || NUMBERLESS.matcher(lower).matches()
                || NUMBERLESS.matcher(word).matches()
                || NIL_UUID.matcher(lower).matches()
                || UNFILLED.matcher(lower).matches();
    }

    /** {@code undefined@example.com}, {@code none@none.org}, {@code test@test.com}. */
    static boolean isMailbox(String local, String domain) {
        String mailbox = word(local);
        String label = domain.substring(0, Math.max(0, domain.indexOf('.')));
        return NO_MAILBOXES.contains(mailbox)
                || (WORDS.contains(mailbox) && (mailbox.equals(word(label)) || NO_MAILBOXES.contains(word(label))))
                || UNFILLED.matcher(local).matches();
    }

    /** All digits the same, or in the order of the keys: the significant part of a number, of which nobody has such a one. */
    static boolean isNumber(String digits) {
        return (digits.length() >= SHORTEST_REPEATED && isOneDigit(digits))
                || (digits.length() >= SHORTEST_IN_ORDER
                        && ("01234567890123456789".contains(digits) || "98765432109876543210".contains(digits)));
    }

    /** The same digit all along. */
    static boolean isOneDigit(String digits) {
        return !digits.isEmpty() && digits.chars().allMatch(c -> c == digits.charAt(0));
    }

    private static String word(String text) {
        return NEITHER_LETTER_NOR_DIGIT.matcher(text).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
