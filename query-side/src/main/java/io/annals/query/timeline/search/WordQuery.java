package io.annals.query.timeline.search;

import com.mongodb.client.model.Filters;
import io.annals.edge.refusal.BadInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;

/** What somebody types: beginnings of words that must all be there, a telephone or card number in any spelling. */
public final class WordQuery {
    private static final int MOST_WORDS = 8;
    private static final int LONGEST = 200;
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9()./-]*");
    private static final Pattern PUNCTUATION = Pattern.compile("[^0-9+]");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ZEROS = Pattern.compile("^0+(?=[1-9])");

    private final List<Typed> words;

    /**
     * One word as it was typed.
     *
     * @param spellings any of these may begin a word
     * @param parts or all of these
     */
    private record Typed(Set<String> spellings, List<String> parts) {
        Bson in(String field) {
            Bson whole =
                    Filters.in(field, spellings.stream().map(Typed::beginning).toList());
            return parts.size() < 2
                    ? whole
                    : Filters.or(
                            whole,
                            Filters.and(parts.stream()
                                    .map(part -> Filters.regex(field, beginning(part)))
                                    .toList()));
        }

        boolean isIn(String word) {
            return spellings.stream().anyMatch(word::startsWith)
                    || (parts.size() > 1 && parts.stream().anyMatch(word::startsWith));
        }

        private static Pattern beginning(String word) {
            return Pattern.compile("^" + Pattern.quote(word));
        }
    }

    private WordQuery(List<Typed> words) {
        this.words = words;
    }

    /**
     * @param field how the caller named it, for the refusal
     * @throws BadInput when there are no words in it, or too many
     */
    public static WordQuery of(String query, String field) {
        if (query.length() > LONGEST) {
            throw new BadInput(field, "must have at most " + LONGEST + " characters");
        }
        List<String> stretches = SPACE.splitAsStream(Words.folded(query))
                .filter(stretch -> !stretch.isBlank())
                .distinct()
                .toList();
        if (stretches.isEmpty() || stretches.size() > MOST_WORDS) {
            throw new BadInput(field, "must have 1 to " + MOST_WORDS + " words");
        }
        return new WordQuery(stretches.stream().map(WordQuery::typed).toList());
    }

    private static Typed typed(String stretch) {
        String bare = Words.bare(stretch);
        Set<String> spellings = new LinkedHashSet<>();
        spellings.add(Words.cut(bare.isEmpty() ? stretch : bare));
        if (NUMBER.matcher(bare).matches()) {
            String digits = PUNCTUATION.matcher(bare).replaceAll("");
            spellings.add(digits);
            spellings.add(ZEROS.matcher(digits).replaceFirst("")); // dialled at home, kept with the country's code
        }
        List<String> parts = new ArrayList<>(Arrays.asList(BETWEEN.split(bare, -1)));
        parts.removeIf(part -> part.length() < 2);
        return new Typed(spellings, parts.stream().map(Words::cut).toList());
    }

    /** Whether a list of words, kept in this field, holds all that was typed. */
    public Bson in(String field) {
        return Filters.and(words.stream().map(word -> word.in(field)).toList());
    }

    /** Whether one of the typed words begins one of this text's. */
    public boolean holds(String text) {
        return begins(new Words(LONGEST).name(text));
    }

    /** The same for a number, of which people know the end as well. */
    public boolean holdsNumber(String number) {
        return begins(new Words(LONGEST).number(number));
    }

    private boolean begins(Words words) {
        return words.all().stream().anyMatch(word -> this.words.stream().anyMatch(typed -> typed.isIn(word)));
    }

    /** A stretch of a text around the first place where a typed word begins; empty when none stands in it. */
    public String snippet(String text, int length) {
        boolean within = false;
        for (int i = 0; i < text.length(); i++) {
            boolean ofWord = isOfWord(text.charAt(i));
            if (ofWord && !within && begins(text, i)) {
                return around(text, i, length);
            }
            within = ofWord;
        }
        return "";
    }

    /** Looks as far as a word may be kept, so that {@code A-4711/2} is found whole too. */
    private boolean begins(String text, int at) {
        String rest = Words.folded(text.substring(at, Math.min(text.length(), at + Words.LONGEST)));
        return words.stream().anyMatch(typed -> typed.isIn(rest));
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c)
                || Character.getType(c) == Character.NON_SPACING_MARK
                || Character.isSurrogate(c);
    }

    /** From a space to a space, where there is one near. */
    private static String around(String text, int at, int length) {
        if (text.length() <= length) {
            return text.strip();
        }
        int from = Math.max(0, at - length / 3);
        if (from > 0) {
            int space = text.indexOf(' ', from);
            from = space >= 0 && space < at ? space + 1 : at;
        }
        int to = Math.min(text.length(), from + length);
        if (to < text.length()) {
            int space = text.lastIndexOf(' ', to);
            to = space > at ? space : to;
        }
        String stretch = text.substring(from, to).strip();
        return (from > 0 ? "… " : "") + stretch + (to < text.length() ? " …" : "");
    }
}
