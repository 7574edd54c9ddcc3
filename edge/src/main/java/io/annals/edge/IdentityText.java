package io.annals.edge;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.annals.edge.refusal.BadInput;
import io.annals.events.customer.IdentityKind;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people type for an address, a number or a card, in the one form under which it is kept and found. The normal form
 * of a normal form is itself.
 */
public final class IdentityText {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final int LONGEST_ADDRESS = 254; // RFC 5321, 4.5.3.1.3, without the angle brackets
    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_PHONE = 40;
    private static final int LONGEST_EXTERNAL_ID = 200;

    /** An atom's characters of RFC 5322, 3.2.3, and letters and digits of any script (RFC 6531); no quoted strings. */
    private static final Pattern LOCAL_PART =
            Pattern.compile("[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*");

    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern PHONE = Pattern.compile("\\+?[\\p{Nd} ().\\-/\\u00a0\\u2010-\\u2013]+");
    private static final Pattern CARD = Pattern.compile("[0-9A-Za-z]{4,32}");
    private static final Pattern CARD_SEPARATORS = Pattern.compile("[\\s\\-]");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private IdentityText() {}

    /** As below, where a phone number must be written with its country code. */
    public static String normal(IdentityKind kind, String raw, String field) {
        return normal(kind, raw, field, null);
    }

    /**
     * The normal form: e-mail addresses trimmed, in lower case, the domain in ASCII; phone numbers in E.164; cards in upper
     * case without spaces and hyphens; external ids trimmed.
     *
     * @param field how the caller named it, for the refusal
     * @param region the country (ISO 3166-1 alpha-2) in which phone numbers without a country code are dialled, or null
     *     to refuse those
     * @throws BadInput when it cannot be such a thing
     */
    public static String normal(IdentityKind kind, String raw, String field, @Nullable String region) {
        return switch (kind) {
            case EMAIL -> email(raw, field);
            case PHONE -> phone(raw, field, region);
            case CARD -> card(raw, field);
            case EXTERNAL_ID -> externalId(raw, field);
        };
    }

    private static String email(String raw, String field) {
        String address = lowered(raw.strip());
        int at = address.lastIndexOf('@');
        if (at < 1 || address.length() > LONGEST_ADDRESS) {
            throw noAddress(field);
        }
        String local = address.substring(0, at);
        String domain = asciiDomain(address.substring(at + 1), field);
        if (local.length() > LONGEST_LOCAL_PART
                || !LOCAL_PART.matcher(local).matches()
                || !DOMAIN.matcher(domain).matches()
                || at + 1 + domain.length() > LONGEST_ADDRESS) {
            throw noAddress(field);
        }
        return local + "@" + domain;
    }

    /** Composed and in lower case, so that what looks the same is the same. */
    private static String lowered(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    private static String asciiDomain(String domain, String field) {
        try {
            return IDN.toASCII(domain).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException | IndexOutOfBoundsException notADomain) { // the second for odd labels
            throw noAddress(field);
        }
    }

    private static BadInput noAddress(String field) {
        return new BadInput(field, "must be an e-mail address such as name@example.com");
    }

    private static String phone(String raw, String field, @Nullable String region) {
        String typed = raw.strip();
        if (typed.length() > LONGEST_PHONE || !PHONE.matcher(typed).matches()) {
            throw noPhone(field, region);
        }
        String dialled = typed.startsWith("00") ? "+" + typed.substring(2) : typed;
        try {
            PhoneNumber number = PHONES.parse(dialled, region);
            if (!PHONES.isPossibleNumber(number)) {
                throw noPhone(field, region);
            }
            return PHONES.format(number, PhoneNumberFormat.E164);
        } catch (NumberParseException notANumber) {
            throw noPhone(field, region);
        }
    }

    private static BadInput noPhone(String field, @Nullable String region) {
        return new BadInput(
                field,
                region == null
                        ? "must be a phone number with its country code, such as +49 30 123456"
                        : "must be a phone number, without an extension");
    }

    private static String card(String raw, String field) {
        String number = CARD_SEPARATORS.matcher(raw).replaceAll("");
        if (!CARD.matcher(number).matches()) {
            throw new BadInput(field, "must be a card number of 4 to 32 digits or letters");
        }
        return number.toUpperCase(Locale.ROOT);
    }

    private static String externalId(String raw, String field) {
        String id = Normalizer.normalize(raw.strip(), Normalizer.Form.NFC).strip();
        if (id.isEmpty()
                || id.length() > LONGEST_EXTERNAL_ID
                || CONTROL.matcher(id).find()) {
            throw new BadInput(
                    field, "must have 1 to " + LONGEST_EXTERNAL_ID + " characters, no control characters among them");
        }
        return id;
    }
}
