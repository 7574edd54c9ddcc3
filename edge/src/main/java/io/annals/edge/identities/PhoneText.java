package io.annals.edge.identities;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.annals.edge.refusal.BadInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Phone numbers: E.164, an extension behind it as RFC 3966 has it ({@code +4930123456;ext=5}), of the numbering plans that
 * libphonenumber knows. What a plan does not give out is no number: too short to be dialled from elsewhere, an area that does
 * not exist.
 *
 * @param value what is shown and dialled
 * @param same equal for all ways of writing one number
 * @param former other values under which the same number may be known from before
 */
record PhoneText(String value, String same, List<String> former) {
    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();
    private static final int LONGEST = 60;

    private static final Pattern LINK = Pattern.compile("(?i)(tel|callto|sms):(//)?");
    private static final Pattern DIALLED = Pattern.compile("\\+?[ (]*[0-9][0-9 ().\\-/\\t\\p{Pd}\\u2212·]*");

    /** RFC 3966, and how people write it; libphonenumber reads it. */
    private static final Pattern WITH_EXTENSION = Pattern.compile("(?iu)(" + DIALLED.pattern()
            + "?)[ ,]*(?:;ext=|;|#|x|ext(?:n|ension)?|доб|int|anexo)[ :.=]*([0-9]{1,7})#?");

    /** {@code (+49) 30} and {@code (0049) 30}. */
    private static final Pattern BRACKETED = Pattern.compile("^\\(\\s*(?:\\+|00)([0-9 ]+)\\)");

    private static final Pattern CONTEXT = Pattern.compile("([0-9 ().\\-]+);phone-context=(\\+[0-9]{1,3})");
    private static final int BRAZIL = 55;
    private static final int MEXICO = 52;
    private static final int ARGENTINA = 54;

    /** How mobiles were dialled in Mexico until 2019, from abroad and at home. */
    private static final Pattern MEXICAN = Pattern.compile("(?:1|01|044|045)([1-9][0-9]{9})");

    /** Area and eight digits, as it was before a 9 was put in front of all mobiles (2012 to 2016). */
    private static final Pattern BRAZILIAN_BEFORE = Pattern.compile("([1-9]{2})([6-9][0-9]{7})");

    private static final Pattern BRAZILIAN = Pattern.compile("([1-9]{2})9([6-9][0-9]{7})");

    /** The 9 says that it is a mobile; programs that send messages leave it out. Area and number are one without it. */
    private static final Pattern ARGENTINIAN_MOBILE = Pattern.compile("9([1-9][0-9]{9})");

    static PhoneText read(String raw, String field, @Nullable String region) {
        String typed = dialled(raw);
        Matcher extended = WITH_EXTENSION.matcher(typed);
        boolean hasExtension = extended.matches();
        String number = hasExtension ? extended.group(1) : typed;
        if (raw.length() > LONGEST || !DIALLED.matcher(number).matches()) {
            throw noPhone(field, region);
        }
        PhoneNumber read = parsed(number, field, region);
        if (!PHONES.isValidNumber(read)) {
            throw noPhone(field, region);
        }
        if (Placeholders.isNumber(PHONES.getNationalSignificantNumber(read))) {
            throw new BadInput(field, "must be somebody's number, not one that fills a field");
        }
        return of(read, hasExtension ? ";ext=" + extended.group(2) : "");
    }

    /** With ASCII's digits, a plus for the 00 that stands for it, and without the scheme of a link. */
    private static String dialled(String raw) {
        String plain = Pasted.withAsciiDigits(Pasted.cleaned(raw));
        Matcher link = LINK.matcher(plain);
        plain = link.lookingAt() ? plain.substring(link.end()).strip() : plain;
        Matcher context = CONTEXT.matcher(plain);
        plain = context.matches() ? context.group(2) + " " + context.group(1).strip() : plain;
        plain = BRACKETED.matcher(plain).replaceFirst("+$1 ");
        return plain.startsWith("00") ? "+" + plain.substring(2) : plain;
    }

    private static PhoneNumber parsed(String number, String field, @Nullable String region) {
        try {
            PhoneNumber read = PHONES.parse(number, region);
            String national = PHONES.getNationalSignificantNumber(read);
            if (read.getCountryCode() == MEXICO && MEXICAN.matcher(national).matches()) {
                return with(read, MEXICAN.matcher(national).replaceFirst("$1"));
            }
            if (read.getCountryCode() == BRAZIL && !PHONES.isValidNumber(read)) {
                return with(read, BRAZILIAN_BEFORE.matcher(national).replaceFirst("$19$2"));
            }
            return read;
        } catch (NumberParseException notANumber) {
            throw noPhone(field, region);
        }
    }

    private static PhoneNumber with(PhoneNumber number, String national) throws NumberParseException {
        return PHONES.parse("+" + number.getCountryCode() + national, null);
    }

    private static PhoneText of(PhoneNumber number, String extension) {
        String value = PHONES.format(number, PhoneNumberFormat.E164);
        String national = PHONES.getNationalSignificantNumber(number);
        String same = value;
        List<String> former = new ArrayList<>();
        switch (number.getCountryCode()) {
            case ARGENTINA -> {
                Matcher mobile = ARGENTINIAN_MOBILE.matcher(national);
                String bare = mobile.matches() ? mobile.group(1) : national;
                same = "+" + ARGENTINA + bare;
                former.add("+" + ARGENTINA + "9" + bare);
            }
            case MEXICO -> former.add("+" + MEXICO + "1" + national);
            case BRAZIL -> {
                Matcher mobile = BRAZILIAN.matcher(national);
                if (mobile.matches()) {
                    String before = "+" + BRAZIL + mobile.group(1) + mobile.group(2);
                    if (!isValid(before)) { // else it is another one
                        former.add(before);
                    }
                }
            }
            default -> {}
        }
        return new PhoneText(
                value + extension,
                same + extension,
                extension.isEmpty() ? List.copyOf(former) : List.of()); // there were none with an extension
    }

    private static boolean isValid(String number) {
        try {
            return PHONES.isValidNumber(PHONES.parse(number, null));
        } catch (NumberParseException notANumber) {
            return false;
        }
    }

    /** @param value in normal form */
    static Optional<String> national(String value) {
        try {
            return Optional.of(PHONES.getNationalSignificantNumber(PHONES.parse(value, null)));
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }

    /** Whether it looks like something that is dialled, with or without the country's code. */
    static boolean looksLikeOne(String raw) {
        String typed = dialled(raw);
        return DIALLED.matcher(typed).matches() || WITH_EXTENSION.matcher(typed).matches();
    }

    /** Whether it says its country. */
    static boolean isInternational(String raw) {
        return dialled(raw).startsWith("+");
    }

    /** The region in the spelling of ISO 3166-1, if its numbering plan is known. */
    static String region(String region) {
        String upper = region.strip().toUpperCase(Locale.ROOT);
        if (!PHONES.getSupportedRegions().contains(upper)) {
            throw new IllegalArgumentException("no country of ISO 3166-1 with a numbering plan: " + region);
        }
        return upper;
    }

    private static BadInput noPhone(String field, @Nullable String region) {
        return new BadInput(
                field,
                region == null
                        ? "must be a phone number with its country code, such as +49 30 123456"
                        : "must be a phone number that can be dialled");
    }
}
