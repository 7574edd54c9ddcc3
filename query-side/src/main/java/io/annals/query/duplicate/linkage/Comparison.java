package io.annals.query.duplicate.linkage;

import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/**
 * How far two people agree in a field. Names and addresses by the similarity of Jaro and Winkler (Winkler 1990), in which the
 * beginning counts more than the end; numbers and dates by the distance of Levenshtein (1966), neighbours changed over being one
 * slip as well. Symmetric.
 */
final class Comparison {
    /** Above it a word of usual length differs by a slip; below {@link #SIMILAR} words have little but letters in common. */
    private static final double CLOSE = 0.92;

    private static final double SIMILAR = 0.80;
    private static final int SLIPS = 2;
    /** Digits of a phone number without codes of country and area. */
    static final int LOCAL_DIGITS = 7;

    private static final int LETTERS = 64;

    private static final JaroWinklerSimilarity WORDS = new JaroWinklerSimilarity();
    private static final LevenshteinDistance DISTANCE = new LevenshteinDistance(SLIPS);

    private Comparison() {}

    static Level of(Field field, Person one, Person other) {
        String a = one.get(field);
        String b = other.get(field);
        if (a == null || b == null) {
            return Level.MISSING;
        }
        if (a.equals(b)) {
            return Level.EXACT;
        }
        return switch (field) {
            case GIVEN -> name(a, b, one.get(Field.FAMILY), other.get(Field.FAMILY));
            case FAMILY -> name(a, b, one.get(Field.GIVEN), other.get(Field.GIVEN));
            case STREET, PREMISES, PLACE -> words(a, b);
            case BIRTH -> birth(a, b);
            case DOCUMENT -> best(a, b, Comparison::number);
            case EMAIL -> best(a, b, Comparison::email);
            case PHONE -> best(a, b, Comparison::phone);
            case POSTCODE, HOUSE -> slips(a, b) <= 1 ? Level.CLOSE : Level.DIFFERENT;
            case REGION -> Level.DIFFERENT;
        };
    }

    private static Level name(String a, String b, @Nullable String besideA, @Nullable String besideB) {
        Level straight = words(a, b);
        boolean crossed = straight != Level.CLOSE
                && ((besideB != null && words(a, besideB).compareTo(Level.CLOSE) <= 0)
                        || (besideA != null && words(b, besideA).compareTo(Level.CLOSE) <= 0));
        return crossed ? Level.SWAPPED : straight;
    }

    private static Level words(String a, String b) {
        if (a.equals(b)) {
            return Level.EXACT;
        }
        if (mostSimilar(a, b) < SIMILAR) {
            return Level.DIFFERENT;
        }
        double similarity = Math.max(WORDS.apply(a, b), WORDS.apply(b, a));
        return similarity >= CLOSE ? Level.CLOSE : similarity >= SIMILAR ? Level.SIMILAR : Level.DIFFERENT;
    }

    /**
     * What Jaro and Winkler's similarity comes to at most, by the letters that the two have in common wherever they stand: most
     * pairs are two people, and need no closer look.
     */
    static double mostSimilar(String a, String b) {
        String longer = a.length() < b.length() ? b : a;
        long letters = letters(a.length() < b.length() ? a : b);
        int common = 0;
        for (int i = 0; i < longer.length(); i++) {
            common += (int) (letters >>> (longer.charAt(i) % LETTERS)) & 1;
        }
        int shorter = Math.min(a.length(), b.length());
        double part = Math.min(common, shorter);
        double jaro = (part / a.length() + part / b.length() + 1) / 3;
        int prefix = 0;
        while (prefix < Math.min(4, shorter) && a.charAt(prefix) == b.charAt(prefix)) {
            prefix++;
        }
        return jaro + 0.1 * prefix * (1 - jaro);
    }

    private static long letters(String text) {
        long letters = 0;
        for (int i = 0; i < text.length(); i++) {
            letters |= 1L << (text.charAt(i) % LETTERS);
        }
        return letters;
    }

    private static Level birth(String a, String b) {
        if (a.length() == b.length() && a.length() == 8 && a.regionMatches(0, b, 0, 4)) {
            boolean crossed = a.regionMatches(4, b, 6, 2) && a.regionMatches(6, b, 4, 2);
            if (crossed) {
                return Level.SWAPPED;
            }
        }
        return number(a, b);
    }

    private static Level number(String a, String b) {
        return switch (slips(a, b)) {
            case 0 -> Level.EXACT;
            case 1 -> Level.CLOSE;
            case SLIPS -> Level.SIMILAR;
            default -> Level.DIFFERENT;
        };
    }

    /** Up to {@value #SLIPS}; more are one more than that. */
    private static int slips(String a, String b) {
        if (Math.abs(a.length() - b.length()) > SLIPS) {
            return SLIPS + 1;
        }
        int distance = DISTANCE.apply(a, b);
        return distance == SLIPS && isTransposed(a, b) ? 1 : distance < 0 ? SLIPS + 1 : distance;
    }

    private static boolean isTransposed(String a, String b) {
        int i = 0;
        while (i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        return a.length() == b.length()
                && i + 1 < a.length()
                && a.charAt(i) == b.charAt(i + 1)
                && a.charAt(i + 1) == b.charAt(i)
                && a.regionMatches(i + 2, b, i + 2, a.length() - i - 2);
    }

    private static Level email(String a, String b) {
        String user = a.substring(0, Math.max(0, a.indexOf('@')));
        boolean sameUser = !user.isEmpty() && b.startsWith(user + "@");
        return sameUser || slips(a, b) <= SLIPS ? Level.CLOSE : Level.DIFFERENT;
    }

    private static Level phone(String a, String b) {
        boolean local = a.length() >= LOCAL_DIGITS
                && b.length() >= LOCAL_DIGITS
                && a.regionMatches(a.length() - LOCAL_DIGITS, b, b.length() - LOCAL_DIGITS, LOCAL_DIGITS);
        return local || slips(a, b) <= 1 ? Level.CLOSE : Level.DIFFERENT;
    }

    private interface OfTwo {
        Level of(String a, String b);
    }

    /** The strongest of any two where there may be several. */
    private static Level best(String a, String b, OfTwo comparison) {
        Level best = Level.DIFFERENT;
        for (String one : a.split(" ")) {
            for (String two : b.split(" ")) {
                Level level = one.equals(two) ? Level.EXACT : comparison.of(one, two);
                best = level.compareTo(best) < 0 ? level : best;
            }
        }
        return best;
    }
}
