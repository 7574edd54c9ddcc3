package io.annals.command.loyalty;

import java.util.random.RandomGenerator;

/**
 * Numbers for cards: 16 digits, the first a 9 (left to national use by ISO/IEC 7812-1), the last the check digit by Luhn's
 * formula (annex B there).
 */
final class CardNumbers {
    private static final long FOURTEEN_DIGITS = 100_000_000_000_000L;

    private CardNumbers() {}

    static String next(RandomGenerator random) {
        String body = "9" + String.format("%014d", random.nextLong(FOURTEEN_DIGITS));
        return body + checkDigit(body);
    }

    /** The digit that makes the number's sum a multiple of ten. */
    static int checkDigit(String body) {
        int sum = 0;
        for (int i = 0; i < body.length(); i++) {
            int digit = body.charAt(body.length() - 1 - i) - '0';
            int counted = i % 2 == 0 ? 2 * digit : digit;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return (10 - sum % 10) % 10;
    }
}
