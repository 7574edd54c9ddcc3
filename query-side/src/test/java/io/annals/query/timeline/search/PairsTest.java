package io.annals.query.timeline.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.UnicodeSet;
import com.ibm.icu.util.LocaleData;
import com.ibm.icu.util.ULocale;
import com.mongodb.MongoClientSettings;
import io.annals.edge.identities.Recognition;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What is written and what is typed to find it, script by script; the list is {@code search/pairs.csv}. */
@Tag("quick")
class PairsTest {
    private static final long SEED = 20_261_128L;

    @ParameterizedTest
    @CsvFileSource(resources = "/search/pairs.csv", numLinesToSkip = 1)
    void what_is_written_is_found_by_what_is_typed(String script, String written, String typed) {
        String text = plain(written);

        assertThat(finds(plain(typed), text))
                .as("%s: %s by %s", script, written, typed)
                .isTrue();
        assertThat(query(plain(typed)).snippet(text, 120))
                .as("%s: %s by %s", script, written, typed)
                .isNotEmpty();
        assertThat(finds("qxqx" + plain(typed), text)).isFalse();
    }

    /** The letters of a language as CLDR lists them, in the forms that Unicode takes for the same. */
    @Test
    void a_word_of_any_language_is_found_in_every_form_that_unicode_takes_for_the_same() {
        Random random = new Random(SEED);
        int tried = 0;
        for (ULocale language : ULocale.getAvailableLocales()) {
            List<String> letters = letters(language);
            if (!language.getCountry().isEmpty() || letters.size() < 6) {
                continue;
            }
            String word = word(letters, random);
            for (String form : List.of(
                    Normalizer.normalize(word, Normalizer.Form.NFC),
                    Normalizer.normalize(word, Normalizer.Form.NFD),
                    Normalizer.normalize(word, Normalizer.Form.NFKD),
                    word.toUpperCase(Locale.ROOT),
                    "\u200e" + word + "\u200f",
                    wide(word))) {
                tried += 2;
                assertThat(finds(form, "before " + word + " after"))
                        .as("seed %d, %s: %s", SEED, language, form)
                        .isTrue();
                assertThat(finds(word, "before " + form + " after"))
                        .as("seed %d, %s: %s", SEED, language, form)
                        .isTrue();
            }
            assertThat(finds(word, "before " + word(letters, random) + "after"))
                    .as("seed %d, %s", SEED, language)
                    .isFalse();
        }
        System.out.println("seed " + SEED + ": " + tried + " words");
        assertThat(tried).isGreaterThanOrEqualTo(200);
    }

    private static String wide(String word) {
        return word.chars()
                .collect(
                        StringBuilder::new,
                        (to, c) -> to.append((char) (c > ' ' && c < 0x7f ? c + 0xfee0 : c)),
                        (a, b) -> {})
                .toString();
    }

    private static List<String> letters(ULocale language) {
        List<String> letters = new ArrayList<>();
        UnicodeSet set = LocaleData.getExemplarSet(language, 0);
        for (String letter : set) {
            if (Character.isLetter(letter.codePointAt(0))) {
                letters.add(letter);
            }
        }
        return letters;
    }

    private static String word(List<String> letters, Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            word.append(letters.get(random.nextInt(letters.size())));
        }
        return word.toString();
    }

    private static String plain(String cell) {
        return Pattern.compile("&#x([0-9A-F]+);")
                .matcher(cell)
                .replaceAll(code -> Character.toString(Integer.parseInt(code.group(1), 16)));
    }

    private static WordQuery query(String typed) {
        return WordQuery.of(typed, "q", text -> Recognition.of(text, "DE"));
    }

    /** As the database does: the question that it is asked, put to the words that it keeps. */
    private static boolean finds(String typed, String text) {
        List<String> words = new Words(500).text(text).all();
        return holds(
                query(typed).in("w").toBsonDocument(BsonDocument.class, MongoClientSettings.getDefaultCodecRegistry()),
                words);
    }

    private static boolean holds(BsonDocument question, List<String> words) {
        return question.entrySet().stream().allMatch(part -> switch (part.getKey()) {
            case "$and" -> all(part.getValue()).allMatch(one -> holds(one, words));
            case "$or" -> all(part.getValue()).anyMatch(one -> holds(one, words));
            default -> begins(part.getValue(), words);
        });
    }

    private static java.util.stream.Stream<BsonDocument> all(BsonValue list) {
        return ((BsonArray) list).stream().map(BsonValue::asDocument);
    }

    private static boolean begins(BsonValue value, List<String> words) {
        if (value.isDocument() && value.asDocument().containsKey("$in")) {
            return value.asDocument().getArray("$in").stream().anyMatch(one -> begins(one, words));
        }
        Pattern pattern = Pattern.compile(value.asRegularExpression().getPattern());
        return words.stream().anyMatch(word -> pattern.matcher(word).find());
    }
}
