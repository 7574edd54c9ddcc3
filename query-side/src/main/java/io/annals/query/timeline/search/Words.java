package io.annals.query.timeline.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of texts, in the form in which they are kept and asked for ({@link Folding}). No stemming: a word is found by its
 * beginning while it is typed, in languages that no stemmer of MongoDB knows; where a script has no spaces, by any two
 * characters in a row.
 */
public final class Words {
    static final int LONGEST = 40;
    private static final int SHORTEST_ENDING = 4;
    private static final int SHORTEST_NUMBER = 6;
    private static final int LONGEST_NUMBER = 17;

    /** Digits in groups, as numbers are written in a text. */
    private static final Pattern GROUPED = Pattern.compile("\\+?\\(?[0-9]+(?:[ )(./-]{1,3}[0-9]+)+");

    private static final Pattern GROUP = Pattern.compile("[0-9]+");
    private static final Pattern ZEROS = Pattern.compile("^0+(?=[1-9])");

    private final Set<String> words = new LinkedHashSet<>();
    private final int most;

    /** @param most how many different words are kept; the rest is passed over */
    public Words(int most) {
        this.most = most;
    }

    /** {@code Žarko} and {@code zarko} are the same, as are {@code ёлка} and {@code елка}, {@code ΟΔΟΣ} and {@code οδός}. */
    public static String folded(String text) {
        return Folding.of(text);
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
            stretch(folded.substring(from, to));
            from = to + 1;
        }
        grouped(folded);
        return this;
    }

    private void stretch(String stretch) {
        List<String> segments = segments(stretch);
        segments.forEach(segment -> parts(segment, this::add));
        boolean telling = stretch.chars().anyMatch(c -> c == '@' || Character.isDigit(c));
        if (telling && segments.size() > 1) {
            keep(bare(stretch));
        }
    }

    /** What stands between other characters than those of words; an apostrophe within a word is of it. */
    static List<String> segments(String stretch) {
        List<String> segments = new ArrayList<>();
        int begun = -1;
        for (int i = 0; i <= stretch.length(); i++) {
            boolean of = i < stretch.length()
                    && (Folding.isOfWord(stretch.charAt(i)) || (begun >= 0 && isJoint(stretch, i)));
            if (of) {
                begun = begun < 0 ? i : begun;
            } else {
                if (begun >= 0) {
                    segments.add(stretch.substring(begun, i));
                }
                begun = -1;
            }
        }
        return segments;
    }

    private static boolean isJoint(String text, int at) {
        return text.charAt(at) == Folding.JOINT && at + 1 < text.length() && Folding.isOfWord(text.charAt(at + 1));
    }

    /** {@code o'brien} as {@code obrien} and {@code brien}; of a script without spaces each two characters in a row. */
    private static void parts(String segment, Consumer<String> add) {
        if (segment.indexOf(Folding.JOINT) >= 0) {
            runs(segment.replace("'", ""), add);
            for (String part : segment.split("'", -1)) {
                runs(part, add);
            }
        } else {
            runs(segment, add);
        }
    }

    private static void runs(String word, Consumer<String> add) {
        int[] points = word.codePoints().toArray();
        int from = 0;
        for (int i = 1; i <= points.length; i++) {
            if (i == points.length || Folding.isUnspaced(points[i]) != Folding.isUnspaced(points[from])) {
                if (Folding.isUnspaced(points[from])) {
                    pairs(points, from, i, add);
                    add.accept(new String(points, i - 1, 1)); // found by itself, too
                } else {
                    add.accept(new String(points, from, i - from));
                }
                from = i;
            }
        }
    }

    private static void pairs(int[] points, int from, int to, Consumer<String> add) {
        for (int i = from; i + 1 < to; i++) {
            add.accept(new String(points, i, 2));
        }
    }

    /** What must be there for a segment that was asked for: as kept, without what only a single character asks for. */
    static List<String> asked(String segment) {
        List<String> asked = new ArrayList<>();
        String word = segment.replace("'", "");
        int[] points = word.codePoints().toArray();
        int from = 0;
        for (int i = 1; i <= points.length; i++) {
            if (i == points.length || Folding.isUnspaced(points[i]) != Folding.isUnspaced(points[from])) {
                if (Folding.isUnspaced(points[from]) && i - from > 1) {
                    pairs(points, from, i, asked::add);
                } else {
                    asked.add(cut(new String(points, from, i - from)));
                }
                from = i;
            }
        }
        return asked;
    }

    /** {@code +49 30 123 456}: from each group on, so that it is found with and without what stands before. */
    private void grouped(String text) {
        Matcher numbers = GROUPED.matcher(text);
        while (numbers.find() && words.size() < most) {
            String number = numbers.group();
            Matcher groups = GROUP.matcher(number);
            while (groups.find()) {
                String digits = number.substring(groups.start()).replaceAll("[^0-9]", "");
                String bare = ZEROS.matcher(digits).replaceFirst("");
                if (bare.length() >= SHORTEST_NUMBER && digits.length() <= LONGEST_NUMBER) {
                    keep(bare);
                }
            }
        }
    }

    /** A thing of one piece, such as an address or a receipt's number: whole, and its parts. */
    public Words name(String name) {
        for (String whole : folded(name).split("\\s+", -1)) {
            if (whole.codePoints().noneMatch(Folding::isUnspaced)) {
                keep(whole);
            }
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
        if (word.length() > 1 || (!word.isEmpty() && word.charAt(0) >= '\u0e00')) {
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
        while (from < to && !Folding.isOfWord(stretch.charAt(from)) && stretch.charAt(from) != '+') {
            from++;
        }
        while (to > from && !Folding.isOfWord(stretch.charAt(to - 1))) {
            to--;
        }
        return stretch.substring(from, to);
    }

    /** All of them, in the order of the alphabet. */
    public List<String> all() {
        return words.stream().sorted().toList();
    }

    static String cut(String word) {
        return word.length() > LONGEST ? word.substring(0, LONGEST) : word;
    }
}
