package io.annals.edge.identities;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.annals.events.customer.IdentityKind;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first normal form, in which identities were kept until {@link IdentityText} became what it is: domains by IDNA 2003, every
 * number of a possible length, any text as an external id. It never changes: what was claimed or told under it is found by it.
 */
final class FormerText {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final Pattern LOCAL_PART =
            Pattern.compile("[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern PHONE = Pattern.compile("\\+?[\\p{Nd} ().\\-/\\u00a0\\u2010-\\u2013]+");
    private static final int LONGEST_PHONE = 40;
    private static final Pattern CARD_SEPARATORS = Pattern.compile("[\\s\\-]");

    private FormerText() {}

    /** Empty when it could not be read. */
    static Optional<String> of(IdentityKind kind, String raw, @Nullable String region) {
        return switch (kind) {
            case EMAIL -> email(raw);
            case PHONE -> phone(raw, region);
            case CARD -> Optional.of(CARD_SEPARATORS.matcher(raw).replaceAll("").toUpperCase(Locale.ROOT));
            case EXTERNAL_ID ->
                Optional.of(
                        Normalizer.normalize(raw.strip(), Normalizer.Form.NFC).strip());
        };
    }

    private static Optional<String> email(String raw) {
        String address = Normalizer.normalize(raw.strip().toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
        int at = address.lastIndexOf('@');
        if (at < 1) {
            return Optional.empty();
        }
        try {
            String domain = IDN.toASCII(address.substring(at + 1)).toLowerCase(Locale.ROOT);
            String local = address.substring(0, at);
            return LOCAL_PART.matcher(local).matches() && DOMAIN.matcher(domain).matches()
                    ? Optional.of(local + "@" + domain)
                    : Optional.empty();
        } catch (IllegalArgumentException | IndexOutOfBoundsException notADomain) { // the second for odd labels
            return Optional.empty();
        }
    }

    private static Optional<String> phone(String raw, @Nullable String region) {
        String typed = raw.strip();
        if (typed.length() > LONGEST_PHONE || !PHONE.matcher(typed).matches()) {
            return Optional.empty();
        }
        try {
            String dialled = typed.startsWith("00") ? "+" + typed.substring(2) : typed;
            PhoneNumber number = PHONES.parse(dialled, region);
            return Optional.of(PHONES.format(number, PhoneNumberFormat.E164));
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }
}
