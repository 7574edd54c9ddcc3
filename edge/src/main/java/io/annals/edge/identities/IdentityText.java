package io.annals.edge.identities;

import io.annals.edge.refusal.BadInput;
import io.annals.events.customer.IdentityKind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What people type for an address, a number or a card, in the one form under which it is kept and found. The normal form
 * of a normal form is itself.
 *
 * @param value the normal form: what is shown
 * @param name what it is told from others by: equal for all spellings of one thing
 * @param former names under which the same thing may have been claimed before; none of them equals {@code name}
 */
public record IdentityText(IdentityKind kind, String value, Name name, List<Name> former) {
    private static final int LONGEST_EXTERNAL_ID = 200;
    private static final int LONGEST_TYPED = 1_000;
    private static final int REPEATED_DIGITS = 8;

    private static final Pattern CARD = Pattern.compile("[0-9A-Za-z]{4,32}");
    private static final Pattern CARD_SEPARATORS = Pattern.compile("[\\s\\p{Pd}\\u2212]");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]");

    /**
     * @param rule of what edition of the rules the text is: 1 where all editions agree on what it means, 2 where the first took
     *     it for something else as well
     */
    public record Name(int rule, String text) {
        static Name of(String text) {
            return new Name(1, text);
        }
    }

    /**
     * A country's code (ISO 3166-1 alpha-2), in upper case.
     *
     * @throws IllegalArgumentException when none with a numbering plan has it
     */
    public static String region(String code) {
        return PhoneText.region(code);
    }

    /** An e-mail address in normal form as people read it: the domain in its own script. */
    public static String readable(String address) {
        return EmailText.readable(address);
    }

    /** The digits of a phone number behind its country's code. */
    public Optional<String> national() {
        return kind == IdentityKind.PHONE ? PhoneText.national(value) : Optional.empty();
    }

    /** As below, where a phone number must be written with its country code. */
    public static String normal(IdentityKind kind, String raw, String field) {
        return read(kind, raw, field, null).value();
    }

    /**
     * Reads it. E-mail addresses come out of {@code Name <address>} and links, in lower case, the domain in ASCII by IDNA 2008;
     * phone numbers in E.164, an extension behind it; cards in upper case without spaces and hyphens; external ids trimmed. What
     * is invisible or of another width is as if it were not.
     *
     * @param field how the caller named it, for the refusal
     * @param region the country (ISO 3166-1 alpha-2) in which phone numbers without a country code are dialled, or null
     *     to refuse those
     * @throws BadInput when it cannot be such a thing, or is what programs and people put where it is missing
     */
    public static IdentityText read(IdentityKind kind, String raw, String field, @Nullable String region) {
        if (raw.length() > LONGEST_TYPED) {
            throw new BadInput(field, "must have at most " + LONGEST_TYPED + " characters");
        }
        return switch (kind) {
            case EMAIL -> email(EmailText.normal(raw, field), raw);
            case PHONE -> phone(PhoneText.read(raw, field, region), raw, region);
            case CARD -> of(kind, card(raw, field));
            case EXTERNAL_ID -> externalId(id(raw, field), raw);
        };
    }

    private static IdentityText of(IdentityKind kind, String value) {
        return new IdentityText(kind, value, Name.of(value), List.of());
    }

    private static IdentityText email(String value, String raw) {
        boolean another = EmailText.mayHaveMeantAnother(value);
        List<String> former = new ArrayList<>();
        if (another) {
            former.add(value);
        }
        FormerText.of(IdentityKind.EMAIL, raw, null).ifPresent(former::add);
        FormerText.of(IdentityKind.EMAIL, EmailText.bare(raw), null).ifPresent(former::add);
        return named(IdentityKind.EMAIL, value, new Name(another ? 2 : 1, value), former);
    }

    private static IdentityText phone(PhoneText phone, String raw, @Nullable String region) {
        List<String> former = new ArrayList<>(phone.former());
        FormerText.of(IdentityKind.PHONE, raw, region).ifPresent(former::add);
        return named(IdentityKind.PHONE, phone.value(), Name.of(phone.same()), former);
    }

    private static IdentityText externalId(String value, String raw) {
        return named(
                IdentityKind.EXTERNAL_ID,
                value,
                Name.of(value),
                FormerText.of(IdentityKind.EXTERNAL_ID, raw, null).stream().toList());
    }

    private static IdentityText named(IdentityKind kind, String value, Name name, List<String> former) {
        List<Name> others = former.stream()
                .map(Name::of)
                .filter(other -> !other.equals(name))
                .distinct()
                .toList();
        return new IdentityText(kind, value, name, others);
    }

    private static String card(String raw, String field) {
        String number = CARD_SEPARATORS
                .matcher(Pasted.withAsciiDigits(Pasted.cleaned(raw)))
                .replaceAll("");
        if (!CARD.matcher(number).matches()) {
            throw new BadInput(field, "must be a card number of 4 to 32 digits or letters");
        }
        if (Placeholders.isOne(number) || (number.length() >= REPEATED_DIGITS && Placeholders.isOneDigit(number))) {
            throw new BadInput(field, "must be a card's number, not what stands for a missing one");
        }
        return number.toUpperCase(Locale.ROOT);
    }

    private static String id(String raw, String field) {
        String id =
                Normalizer.normalize(Pasted.cleaned(raw), Normalizer.Form.NFC).strip();
        if (id.isEmpty()
                || id.length() > LONGEST_EXTERNAL_ID
                || CONTROL.matcher(id).find()) {
            throw new BadInput(
                    field, "must have 1 to " + LONGEST_EXTERNAL_ID + " characters, no control characters among them");
        }
        if (Placeholders.isOne(id)) {
            throw new BadInput(field, "must be an id, not what programs write where there is none");
        }
        return id;
    }
}
