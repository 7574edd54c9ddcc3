package io.annals.query.customer;

import io.annals.query.customer.CustomerView.Identity;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words by whose beginnings a customer is found, whatever their case. */
final class SearchWords {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private SearchWords() {}

    /** Each word of the name, each identity whole and in its parts: {@code ann@example.com} is found by {@code exa} too. */
    static List<String> of(@Nullable String name, List<Identity> identities) {
        Stream<String> texts =
                Stream.concat(Stream.ofNullable(name), identities.stream().map(Identity::value));
        return texts.flatMap(text -> Stream.concat(split(text, SPACE), split(text, BETWEEN)))
                .distinct()
                .sorted()
                .toList();
    }

    /** What somebody types, as beginnings of words that must all be there. */
    static List<String> asked(String query) {
        return split(query, SPACE).distinct().toList();
    }

    private static Stream<String> split(String text, Pattern between) {
        return between.splitAsStream(lowered(text)).filter(word -> !word.isBlank());
    }

    private static String lowered(String text) {
        return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }
}
