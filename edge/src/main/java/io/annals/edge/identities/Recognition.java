package io.annals.edge.identities;

import io.annals.edge.refusal.BadInput;
import io.annals.events.customer.IdentityKind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed without saying what it is, taken for an address, a number or a card: the rule of search and of whoever
 * records a new customer.
 *
 * @param kind what it is taken for
 * @param identity what it is then; null where it looks like one and is none
 * @param reason why it is none, as a refusal says it; null where it is one
 */
public record Recognition(
        IdentityKind kind,
        @Nullable IdentityText identity,
        @Nullable String reason) {
    private static final int SHORTEST_PHONE = 5;
    private static final int LONGEST_PHONE = 15; // E.164
    private static final int LONGEST_CARD = 32;
    private static final int OWN_CARD = 16;
    private static final Pattern NO_DIGIT = Pattern.compile("[^0-9]");
    private static final Pattern CARD = Pattern.compile("(?=.*[0-9])[0-9A-Za-z]+(-[0-9A-Za-z]+)*|[0-9]+([ -][0-9]+)*");
    private static final Pattern DIGITS = Pattern.compile("[0-9 ().\\-/\\p{Pd}]+");

    /**
     * All that it may be, the likeliest first; empty for a name or anything else. With an {@code @} it is an address; with its
     * country's code a phone number; digits alone are a phone number, where the region has such a one, before they are a card,
     * save sixteen that check by Luhn's formula as cards do. Digits without a region are a phone number that lacks its country
     * code before they are a card.
     */
    public static List<Recognition> of(String typed, @Nullable String region) {
        String text = Pasted.withAsciiDigits(Pasted.cleaned(typed));
        if (text.indexOf('@') >= 0) {
            return List.of(as(IdentityKind.EMAIL, typed, region));
        }
        String digits = NO_DIGIT.matcher(text).replaceAll("");
        if (digits.length() < SHORTEST_PHONE - 1) {
            return List.of();
        }
        if (PhoneText.isInternational(text)) {
            return PhoneText.looksLikeOne(text) ? List.of(as(IdentityKind.PHONE, typed, region)) : List.of();
        }
        List<Recognition> all = new ArrayList<>();
        boolean card = CARD.matcher(text).matches() && digits.length() <= LONGEST_CARD;
        boolean number = DIGITS.matcher(text).matches();
        if (card && number && digits.length() == OWN_CARD && isByLuhn(digits)) {
            all.add(as(IdentityKind.CARD, typed, region));
            card = false;
        }
        if (PhoneText.looksLikeOne(text) && digits.length() >= SHORTEST_PHONE && digits.length() <= LONGEST_PHONE) {
            all.add(as(IdentityKind.PHONE, typed, region));
        }
        if (card) {
            all.add(as(IdentityKind.CARD, typed, region));
        }
        return List.copyOf(all);
    }

    private static Recognition as(IdentityKind kind, String typed, @Nullable String region) {
        try {
            return new Recognition(kind, IdentityText.read(kind, typed, "", region), null);
        } catch (BadInput none) {
            return new Recognition(kind, null, none.reason());
        }
    }

    /** ISO/IEC 7812-1, annex B. */
    private static boolean isByLuhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int counted = i % 2 == 0 ? digit : 2 * digit;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }
}
