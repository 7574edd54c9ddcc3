package io.annals.edge.identities;

import com.ibm.icu.text.IDNA;
import io.annals.edge.refusal.BadInput;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * E-mail addresses: RFC 5321 and 6531 with domains by IDNA 2008 as browsers resolve them (UTS 46, nontransitional:
 * {@code straße} and {@code strasse} are two). The part before the {@code @} is in lower case, composed.
 */
final class EmailText {
    private static final int LONGEST_ADDRESS = 254; // RFC 5321, 4.5.3.1.3, without the angle brackets
    private static final int LONGEST_LOCAL_PART = 64;

    private static final String ATOM = "[\\p{L}\\p{M}\\p{N}\\u200c\\u200d!#$%&'*+/=?^_`{|}~-]";

    /**
     * An atom's characters of RFC 5322, 3.2.3, and letters and digits of any script (RFC 6531); dots also in a row and at the
     * end, as carriers in Japan gave them out.
     */
    private static final Pattern LOCAL_PART = Pattern.compile(ATOM + "(" + ATOM + "|\\.)*");

    private static final Pattern QUOTED = Pattern.compile("\"[^\"\\\\\\p{Cc}]+\"");
    private static final Pattern NEEDLESS_QUOTES = Pattern.compile("\"(" + ATOM + "+(\\." + ATOM + "+)*)\"");
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /** RFC 5322, 3.4: {@code Ann Lee <ann@example.com>}. */
    private static final Pattern NAMED = Pattern.compile("[^<>]*<([^<>]*)>[\\s,;.]*", Pattern.DOTALL);

    private static final Pattern MAILTO = Pattern.compile("(?i)mailto:([^?]*)(\\?.*)?");
    private static final Pattern COMMENT = Pattern.compile("\\s*\\([^()]*\\)\\s*$");
    private static final Pattern AROUND = Pattern.compile("^[\\s'‘’“”«»\\[(,;:]+|[\\s'‘’“”«»\\]),;:.]+$");
    private static final Pattern JOINERS = Pattern.compile("[\\u200c\\u200d]");

    private static final IDNA DOMAINS = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE
            | IDNA.USE_STD3_RULES
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ);

    /** What two hyphens in third and fourth place stand for is the registry's affair. */
    private static final Set<IDNA.Error> PASSED_OVER = EnumSet.of(IDNA.Error.HYPHEN_3_4);

    private EmailText() {}

    static String normal(String raw, String field) {
        String address = bare(raw);
        int at = address.lastIndexOf('@');
        if (at < 1) {
            throw noAddress(field);
        }
        String local = local(address.substring(0, at));
        String domain = domain(address.substring(at + 1), field);
        if (local.length() > LONGEST_LOCAL_PART
                || !(LOCAL_PART.matcher(local).matches()
                        || QUOTED.matcher(local).matches())
                || !DOMAIN.matcher(domain).matches()
                || at + 1 + domain.length() > LONGEST_ADDRESS) {
            throw noAddress(field);
        }
        if (Placeholders.isMailbox(local, domain)) {
            throw new BadInput(field, "must be somebody's address, not a word for a missing one");
        }
        return local + "@" + domain;
    }

    /** Out of what it is wrapped in: angle brackets behind a name, a link, a comment, the punctuation of a sentence. */
    static String bare(String raw) {
        String text = Pasted.cleaned(raw);
        Matcher named = NAMED.matcher(text);
        String address =
                named.matches() ? named.group(1) : COMMENT.matcher(text).replaceFirst("");
        Matcher link = MAILTO.matcher(address.strip());
        address = link.matches() ? link.group(1).replace("%40", "@") : address;
        address = AROUND.matcher(address).replaceAll("");
        return address.length() > 2 && address.startsWith("\"") && address.endsWith("\"")
                ? address.substring(1, address.length() - 1)
                : address;
    }

    private static String local(String typed) {
        String lowered = Normalizer.normalize(typed.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        Matcher needless = NEEDLESS_QUOTES.matcher(lowered);
        return needless.matches() ? needless.group(1) : lowered;
    }

    private static String domain(String typed, String field) {
        String lower = typed.toLowerCase(Locale.ROOT);
        if (DOMAIN.matcher(lower).matches()) {
            return lower; // in the form in which the DNS has it, whatever its labels stand for
        }
        StringBuilder ascii = new StringBuilder();
        IDNA.Info info = read(typed, ascii);
        if (info.getErrors().contains(IDNA.Error.CONTEXTJ)) {
            info = read(JOINERS.matcher(typed).replaceAll(""), ascii); // one that came along when it was copied
        }
        if (!PASSED_OVER.containsAll(info.getErrors())) {
            throw noAddress(field);
        }
        return ascii.toString().toLowerCase(Locale.ROOT);
    }

    private static IDNA.Info read(String domain, StringBuilder into) {
        IDNA.Info info = new IDNA.Info();
        into.setLength(0);
        DOMAINS.nameToASCII(domain, into, info);
        return info;
    }

    /**
     * Whether IDNA 2003 made this domain of others as well: it wrote {@code ss} for {@code ß}, {@code σ} for {@code ς}, and left
     * joiners out (UTS 46, 1.2: deviations).
     *
     * @param address in normal form
     */
    static boolean mayHaveMeantAnother(String address) {
        String domain = readable(address.substring(address.lastIndexOf('@') + 1));
        return domain.contains("ss")
                || domain.contains("σ")
                || domain.codePoints().anyMatch(Pasted::joins);
    }

    /** With the domain in its own script. */
    static String readable(String address) {
        int at = address.lastIndexOf('@') + 1;
        StringBuilder domain = new StringBuilder();
        DOMAINS.nameToUnicode(address.substring(at), domain, new IDNA.Info());
        return address.substring(0, at) + domain;
    }

    private static BadInput noAddress(String field) {
        return new BadInput(field, "must be an e-mail address such as name@example.com");
    }
}
