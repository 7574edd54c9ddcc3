package io.annals.query.timeline.search;

import static java.util.Map.entry;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The words of texts, in the form in which they are kept and asked for: lower case and without accents, whatever the
 * script. No stemming: a word is found by its beginning while it is typed, in languages that no stemmer of MongoDB knows.
 */
public final class Words {
    static final int LONGEST = 40;
    private static final int SHORTEST_ENDING = 4;

    /** Letters that Unicode does not take apart into a letter and a mark, and people do. */
    private static final Map<Character, String> ALIKE = Map.ofEntries(
            entry('ı', "i"),
            entry('ə', "e"),
            entry('đ', "d"),
            entry('ґ', "г"),
            entry('ß', "ss"),
            entry('æ', "ae"),
            entry('œ', "oe"),
            entry('ø', "o"),
            entry('ł', "l"),
            entry('ð', "d"),
            entry('þ', "th"));

    private final Set<String> words = new LinkedHashSet<>();
    private final int most;

    /** @param most how many different words are kept; the rest is passed over */
    public Words(int most) {
        this.most = most;
    }

    /** Lower case, no marks: {@code Žarko} and {@code zarko} are the same, as are {@code ёлка} and {@code елка}. */
    public static String folded(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.chars().allMatch(c -> c < 128)) {
            return lower;
        }
        String apart = Normalizer.normalize(lower, Normalizer.Form.NFD);
        StringBuilder folded = new StringBuilder(apart.length());
        for (int i = 0; i < apart.length(); i++) {
            char c = apart.charAt(i);
            if (Character.getType(c) != Character.NON_SPACING_MARK) {
                String alike = ALIKE.get(c);
                folded.append(alike == null ? Character.toString(c) : alike);
            }
        }
        return folded.toString();
    }

    /** The words of a running text; where a stretch without spaces holds a digit or an @ it is kept whole as well. */
    public Words text(String text) {
        String folded = folded(text);
        int from = 0;
        while (from < folded.length() && words.size() < most) {
            int to = from;
            while (to < folded.length() && !Character.isWhitespace(folded.charAt(to))) {
                to++;
            }
            stretch(folded, from, to);
            from = to + 1;
        }
        return this;
    }

    private void stretch(String text, int from, int to) {
        boolean telling = false;
        int parts = 0;
        int begun = -1;
        for (int i = from; i <= to; i++) {
            char c = i < to ? text.charAt(i) : ' ';
            if (i < to && isOfWord(c)) {
                telling |= Character.isDigit(c);
                begun = begun < 0 ? i : begun;
            } else {
                telling |= c == '@';
                if (begun >= 0) {
                    add(text.substring(begun, i));
                    parts++;
                }
                begun = -1;
            }
        }
        if (telling && parts > 1) {
            add(bare(text.substring(from, to)));
        }
    }

    /** A thing of one piece, such as an address or a receipt's number: whole, and its parts. */
    public Words name(String name) {
        for (String whole : folded(name).split("\\s+", -1)) {
            keep(whole);
        }
        return text(name);
    }

    /** A thing of one piece that is found by its beginning only. */
    public Words whole(String name) {
        keep(folded(name.strip()));
        return this;
    }

    /** A number of which people know the end, or what comes after the country's code: whole, and every longer ending. */
    public Words number(String number) {
        String folded = folded(number);
        keep(folded);
        for (int i = 1; i <= folded.length() - SHORTEST_ENDING; i++) {
            keep(folded.substring(i));
        }
        return this;
    }

    /** A single letter or digit says nothing in most scripts, and stands in nearly every text. */
    private void add(String word) {
        if (word.length() > 1 || (!word.isEmpty() && word.charAt(0) >= '\u2e80')) {
            keep(word);
        }
    }

    private void keep(String word) {
        if (!word.isEmpty() && words.size() < most) {
            words.add(cut(word));
        }
    }

    /** Without what stands around it: brackets, stops, quotes. */
    static String bare(String stretch) {
        int from = 0;
        int to = stretch.length();
        while (from < to && !isOfWord(stretch.charAt(from)) && stretch.charAt(from) != '+') {
            from++;
        }
        while (to > from && !isOfWord(stretch.charAt(to - 1))) {
            to--;
        }
        return stretch.substring(from, to);
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c);
    }

    /** All of them, in the order of the alphabet. */
    public List<String> all() {
        return words.stream().sorted().toList();
    }

    static String cut(String word) {
        return word.length() > LONGEST ? word.substring(0, LONGEST) : word;
    }
}
