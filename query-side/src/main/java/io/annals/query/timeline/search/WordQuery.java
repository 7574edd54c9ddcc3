package io.annals.query.timeline.search;

import com.mongodb.client.model.Filters;
import io.annals.edge.identities.IdentityText;
import io.annals.edge.identities.Recognition;
import io.annals.edge.refusal.BadInput;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.conversions.Bson;

/**
 * What somebody types: beginnings of words that must all be there, a telephone or card number in any spelling. Of very many
 * words, as of a subject that was pasted, the first {@value #MOST_WORDS} count.
 */
public final class WordQuery {
    private static final int MOST_WORDS = 50;
    private static final int LONGEST = 1_000;
    private static final int FEW = 3;
    private static final int SHORTEST_NUMBER = 4;
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9()./-]*[0-9][0-9()./-]*");
    private static final Pattern DIALLED = Pattern.compile("\\+?[0-9][0-9 ()./-]*");
    private static final Pattern PUNCTUATION = Pattern.compile("[^0-9]");
    private static final Pattern ZEROS = Pattern.compile("^0+(?=[1-9])");

    /** What mail programs put before a subject, in the languages of those that do. */
    private static final Pattern REPLY = Pattern.compile(
            "^(?:\\s*(?:re|fwd?|aw|wg|sv|vs|tr|antw|odp|ynt|ilt|rif|res|enc|отв|пер|ha)\\s*(?:\\[\\d+])?\\s*:\\s*)+(?=\\S)");

    private final List<Typed> words;

    /**
     * One word as it was typed.
     *
     * @param spellings any of these may begin a word
     * @param parts or all of these do; none where the spellings say it all
     * @param shown by what a place in a text is known
     */
    private record Typed(Set<String> spellings, List<String> parts, Set<String> shown) {
        Bson in(String field) {
            List<Bson> either = new ArrayList<>();
            if (!spellings.isEmpty()) {
                either.add(Filters.in(
                        field, spellings.stream().map(Typed::beginning).toList()));
            }
            if (!parts.isEmpty()) {
                either.add(Filters.and(parts.stream()
                        .map(part -> Filters.regex(field, beginning(part)))
                        .toList()));
            }
            return either.size() == 1 ? either.getFirst() : Filters.or(either);
        }

        boolean isIn(String word) {
            return Stream.concat(spellings.stream(), parts.stream()).anyMatch(word::startsWith);
        }

        boolean isShownBy(String text) {
            return shown.stream().anyMatch(text::startsWith);
        }

        private static Pattern beginning(String word) {
            return Pattern.compile("^" + Pattern.quote(word));
        }
    }

    private WordQuery(List<Typed> words) {
        this.words = words;
    }

    /** As below, of words alone: whether they can be asked for. */
    public static WordQuery of(String query, String field) {
        return of(query, field, _ -> List.of());
    }

    /**
     * @param field how the caller named it, for the refusal
     * @param recognise what a text without a label may be: an address, a number, a card
     * @throws BadInput when there are no words in it
     */
    public static WordQuery of(String query, String field, Function<String, List<Recognition>> recognise) {
        if (query.length() > LONGEST) {
            throw new BadInput(field, "must have at most " + LONGEST + " characters");
        }
        String folded = REPLY.matcher(Words.folded(query)).replaceFirst("");
        List<String> stretches = SPACE.splitAsStream(folded)
                .filter(stretch -> !stretch.isBlank())
                .toList();
        if (stretches.isEmpty()) {
            throw new BadInput(field, "must have words in it");
        }
        Set<String> identities = identities(recognise.apply(query));
        return identities.isEmpty()
                ? new WordQuery(typed(saying(stretches)))
                : new WordQuery(List.of(identity(stretches, identities)));
    }

    /** As it is kept, in any of the forms that it has had. */
    private static Set<String> identities(List<Recognition> recognised) {
        Set<String> all = new LinkedHashSet<>();
        for (Recognition one : recognised) {
            IdentityText identity = one.identity();
            if (identity != null) {
                Stream.concat(
                                Stream.of(identity.value(), identity.name().text()),
                                identity.former().stream().map(IdentityText.Name::text))
                        .map(Words::folded)
                        .map(Words::cut)
                        .forEach(all::add);
                identity.national().ifPresent(all::add);
            }
        }
        return all;
    }

    /** Also whoever wrote it in a text, in the words in which it was typed. */
    private static Typed identity(List<String> stretches, Set<String> identities) {
        List<Typed> typed = typed(saying(stretches));
        Set<String> spellings = new LinkedHashSet<>(identities);
        Set<String> shown = new LinkedHashSet<>(identities);
        List<String> parts = new ArrayList<>();
        for (Typed one : typed) {
            shown.addAll(one.shown());
            if (typed.size() == 1) {
                spellings.addAll(one.spellings());
                parts.addAll(one.parts());
            } else {
                parts.addAll(
                        one.parts().isEmpty()
                                ? one.spellings().stream().limit(1).toList()
                                : one.parts());
            }
        }
        return new Typed(spellings, List.copyOf(parts), shown);
    }

    /** Without what is no word, and without single letters where others say enough: these are not kept of texts. */
    private static List<String> saying(List<String> stretches) {
        List<String> words = stretches.stream()
                .filter(stretch -> stretch.codePoints().anyMatch(Folding::isOfWord))
                .toList();
        List<String> saying = words.size() <= FEW
                ? words
                : words.stream()
                        .filter(word -> {
                            String bare = Words.bare(word);
                            return bare.length() > 1 || Folding.isUnspaced(bare.codePointAt(0));
                        })
                        .toList();
        List<String> left = saying.isEmpty() ? words : saying;
        return left.isEmpty() ? stretches : left;
    }

    /** Numbers that stand side by side may be one. */
    private static List<Typed> typed(List<String> stretches) {
        List<Typed> all = new ArrayList<>();
        for (int i = 0; i < stretches.size() && all.size() < MOST_WORDS; ) {
            int to = i;
            while (to < stretches.size() && NUMBER.matcher(stretches.get(to)).matches()) {
                to++;
            }
            if (to - i > 1) {
                all.add(number(stretches.subList(i, to)));
                i = to;
            } else {
                all.add(word(stretches.get(i)));
                i++;
            }
        }
        return all;
    }

    private static Typed number(List<String> groups) {
        Set<String> spellings = digits(String.join("", groups));
        List<String> parts = groups.stream()
                .map(group -> PUNCTUATION.matcher(group).replaceAll(""))
                .filter(group -> group.length() > 1)
                .toList();
        Set<String> shown = new LinkedHashSet<>(groups);
        shown.addAll(spellings);
        return new Typed(spellings, parts, shown);
    }

    /** Dialled at home it has a nought in front, from abroad two; it is kept with the country's code and neither. */
    private static Set<String> digits(String number) {
        Set<String> spellings = new LinkedHashSet<>();
        String digits = PUNCTUATION.matcher(number).replaceAll("");
        if (digits.length() >= SHORTEST_NUMBER) {
            spellings.add(Words.cut(digits));
            spellings.add(Words.cut(ZEROS.matcher(digits).replaceFirst("")));
        }
        return spellings;
    }

    private static Typed word(String stretch) {
        String bare = Words.bare(stretch);
        String word = bare.isEmpty() ? stretch : bare;
        Set<String> spellings = new LinkedHashSet<>();
        boolean unspaced = word.codePoints().anyMatch(Folding::isUnspaced);
        if (!unspaced) {
            spellings.add(Words.cut(word));
            if (word.indexOf(Folding.JOINT) >= 0) {
                spellings.add(Words.cut(word.replace("'", "")));
            }
        }
        if (NUMBER.matcher(bare).matches()) {
            spellings.addAll(digits(bare));
        }
        List<String> parts = new ArrayList<>();
        Set<String> shown = new LinkedHashSet<>(spellings);
        List<String> segments = Words.segments(bare);
        for (String segment : segments) {
            List<String> asked = Words.asked(segment);
            asked.removeIf(part -> part.length() < 2 && part.codePointAt(0) < 0x0e00);
            parts.addAll(asked);
            if (!asked.isEmpty()) {
                shown.add(segment);
            }
        }
        return parts.size() < 2 && !unspaced
                ? new Typed(spellings, List.of(), shown)
                : new Typed(spellings, List.copyOf(parts), shown);
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
            boolean ofWord = Folding.isOfWord(text.charAt(i)) || text.charAt(i) == '+';
            if (ofWord && (!within || Folding.isUnspaced(text.charAt(i))) && begins(text, i)) {
                return around(text, i, length);
            }
            within = ofWord;
        }
        return "";
    }

    /** Looks as far as a word may be kept, so that {@code A-4711/2} is found whole too. */
    private boolean begins(String text, int at) {
        String rest = Words.folded(text.substring(at, Math.min(text.length(), at + Words.LONGEST)));
        String joined = rest.replace("'", "");
        String dialled = dialled(rest);
        return words.stream()
                .anyMatch(typed -> typed.isShownBy(rest)
                        || typed.isShownBy(joined)
                        || (!dialled.isEmpty() && typed.isShownBy(dialled)));
    }

    /** A number that begins there, in digits alone. */
    private static String dialled(String text) {
        Matcher number = DIALLED.matcher(text);
        return number.lookingAt()
                ? ZEROS.matcher(PUNCTUATION.matcher(number.group()).replaceAll(""))
                        .replaceFirst("")
                : "";
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
