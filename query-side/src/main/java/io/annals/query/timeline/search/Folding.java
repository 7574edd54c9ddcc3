package io.annals.query.timeline.search;

import static java.util.Map.entry;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.Normalizer2;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * The form in which words are compared: what looks or means the same to whoever types it is the same. Unicode's case folding
 * with compatibility (NFKC_Casefold: widths, ligatures, final sigma, {@code ß} and {@code ss}), then without accents and
 * points, Arabic and Persian letters as one, digits of any script as those of ASCII, every apostrophe as {@code '}.
 */
final class Folding {
    static final char JOINT = '\'';

    private static final Normalizer2 CASELESS = Normalizer2.getNFKCCasefoldInstance();

    /** Also the accents that are typed for one, the letters that stand for one (Ukrainian, Hawaiian, Hebrew) and primes. */
    private static final String APOSTROPHES = "'`´‘’‚‛′‵＇ʹʻʼʽʾʿˈˊˋ՚׳ߴߵꞋꞌ΄᾽᾿´῾";

    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int TATWEEL = 0x640; // only makes a word longer
    private static final int VOICED = 0x3099;
    private static final int SEMI_VOICED = 0x309a;

    /** Letters that Unicode does not take apart, and people do or do not tell apart. */
    private static final Map<Integer, String> ALIKE = Map.ofEntries(
            alike('ı', "i"),
            alike('ə', "e"),
            alike('đ', "d"),
            alike('ґ', "г"),
            alike('æ', "ae"),
            alike('œ', "oe"),
            alike('ø', "o"),
            alike('ł', "l"),
            alike('ð', "d"),
            alike('þ', "th"),
            alike('ħ', "h"),
            alike('ŧ', "t"),
            // Arabic as it is typed on Arabic, Persian and Urdu keyboards
            alike('ک', "ك"),
            alike('ڪ', "ك"),
            alike('ی', "ي"),
            alike('ى', "ي"),
            alike('ے', "ي"),
            alike('ة', "ه"),
            alike('ہ', "ه"),
            alike('ھ', "ه"),
            alike('ە', "ه"),
            alike('ۃ', "ه"),
            alike('ٱ', "ا"),
            alike('ں', "ن"),
            // Hebrew at the end of a word
            alike('ך', "כ"),
            alike('ם', "מ"),
            alike('ן', "נ"),
            alike('ף', "פ"),
            alike('ץ', "צ"));

    private Folding() {}

    private static Map.Entry<Integer, String> alike(char letter, String as) {
        return entry((int) letter, as);
    }

    static String of(String text) {
        if (text.chars().allMatch(c -> c < 128 && c != '`')) {
            return text.toLowerCase(Locale.ROOT);
        }
        String apart = Normalizer.normalize(CASELESS.normalize(joined(text)), Normalizer.Form.NFD);
        StringBuilder folded = new StringBuilder(apart.length());
        apart.codePoints().filter(c -> !isAccent(c)).forEach(c -> append(folded, c));
        return armenian(folded);
    }

    /** The ligature {@code և} is folded into the letters that it was made of, and in capitals written with those of today. */
    private static String armenian(StringBuilder folded) {
        return folded.indexOf("եւ") >= 0 ? folded.toString().replace("եւ", "եվ") : folded.toString();
    }

    /** Before compatibility takes some of them for a space and an accent. */
    private static String joined(String text) {
        StringBuilder joined = new StringBuilder(text.length());
        int before = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(before)) {
            int c = text.codePointAt(i);
            if (APOSTROPHES.indexOf(c) >= 0 || (c == ZERO_WIDTH_NON_JOINER && connects(before))) {
                joined.append(JOINT);
            } else if (c != TATWEEL) {
                joined.appendCodePoint(c);
            }
            before = c;
        }
        return joined.toString();
    }

    /** A letter after which it divides a word in two (Persian); elsewhere it is about looks. */
    private static boolean connects(int letter) {
        int joins = UCharacter.getIntPropertyValue(letter, UProperty.JOINING_TYPE);
        return joins == UCharacter.JoiningType.DUAL_JOINING || joins == UCharacter.JoiningType.RIGHT_JOINING;
    }

    /** A mark that people leave out: not the vowels of India and Thailand, nor what makes another syllable in Japan. */
    private static boolean isAccent(int c) {
        if (Character.getType(c) != Character.NON_SPACING_MARK || c == VOICED || c == SEMI_VOICED) {
            return false;
        }
        int script = UScript.getScript(c);
        return script == UScript.INHERITED
                || script == UScript.HEBREW
                || script == UScript.ARABIC
                || script == UScript.SYRIAC
                || script == UScript.CYRILLIC
                || script == UScript.GREEK;
    }

    private static void append(StringBuilder folded, int c) {
        String alike = ALIKE.get(c);
        if (alike != null) {
            folded.append(alike);
        } else if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
            folded.append(Character.digit(c, 10));
        } else if (APOSTROPHES.indexOf(c) >= 0) {
            folded.append(JOINT); // a ligature had one in it
        } else {
            folded.appendCodePoint(c);
        }
    }

    static boolean isOfWord(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.SURROGATE -> true;
            default -> Character.isLetterOrDigit(c);
        };
    }

    /** Of a script that puts no spaces between words: a word may begin anywhere. */
    static boolean isUnspaced(int c) {
        return c >= 0x0e00
                && switch (UScript.getScript(c)) {
                    case UScript.HAN,
                            UScript.HIRAGANA,
                            UScript.KATAKANA,
                            UScript.THAI,
                            UScript.LAO,
                            UScript.KHMER,
                            UScript.MYANMAR -> true;
                    default -> c == 0x30fc || c == VOICED || c == SEMI_VOICED; // what makes a vowel long in Japan
                };
    }
}
