package io.annals.endtoend.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page's modules and the texts of its five languages. */
@Tag("quick")
class DeskSourcesTest {
    private static final Path DESK = Sources.ROOT.resolve("app/src/main/resources/static/assets/desk");

    /** The plural categories of each language for numbers of things, as CLDR has them. */
    private static final Map<String, Set<String>> PLURALS = Map.of(
            "en", Set.of("one", "other"),
            "uk", Set.of("one", "few", "many", "other"),
            "ru", Set.of("one", "few", "many", "other"),
            "az", Set.of("one", "other"),
            "sr", Set.of("one", "few", "other"));

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final Pattern LITERAL = Pattern.compile("\"([A-Za-z][\\w.-]*)\"");
    private static final Pattern MADE_UP = Pattern.compile("\\bt\\(`([\\w.]+\\.)\\$\\{");
    private static final Pattern FAMILY = Pattern.compile("\\b(?:word|coded)\\(\"(\\w+)\"");

    @Test
    void every_text_is_there_in_every_language() throws IOException {
        Set<String> keys = bundle("en").keySet();
        for (String language : PLURALS.keySet()) {
            assertThat(bundle(language).keySet()).as(language).isEqualTo(keys);
            assertThat(bundle(language).values())
                    .as(language)
                    .allSatisfy(text -> assertThat(forms(text)).isNotEmpty().noneMatch(String::isBlank));
        }
    }

    @Test
    void every_text_that_a_module_names_is_there() throws IOException {
        Set<String> keys = bundle("en").keySet();
        Pattern named = Pattern.compile("\\bt\\(\"([A-Za-z][\\w.-]*)\"");
        for (Path module : modules()) {
            assertThat(found(named, Files.readString(module)))
                    .as(module.toString())
                    .isSubsetOf(keys);
        }
    }

    @Test
    void every_text_is_used() throws IOException {
        Set<String> whole = new HashSet<>();
        Set<String> beginnings = new HashSet<>();
        for (Path module : modules()) {
            String source = Files.readString(module);
            whole.addAll(found(LITERAL, source));
            beginnings.addAll(found(MADE_UP, source));
            found(FAMILY, source).forEach(family -> beginnings.add(family + "."));
        }
        assertThat(bundle("en").keySet())
                .allMatch(key -> whole.contains(key) || beginnings.stream().anyMatch(key::startsWith));
    }

    /** Letters that a language does not have: those of another script, and those of its neighbour's alphabet. */
    private static final Map<String, Pattern> STRANGE = Map.of(
            "en", Pattern.compile("\\p{IsCyrillic}"),
            "uk", Pattern.compile("[ыэъёЫЭЪЁ]"),
            "ru", Pattern.compile("[іїєґІЇЄҐ]"),
            "az", Pattern.compile("\\p{IsCyrillic}"),
            "sr", Pattern.compile("\\p{IsCyrillic}"));

    @Test
    void each_language_is_written_in_its_own_letters_at_the_desk_and_on_the_way_in() throws IOException {
        for (var language : STRANGE.entrySet()) {
            String of = language.getKey();
            bundle(of)
                    .forEach((key, text) -> assertThat(forms(text))
                            .as("%s in %s", key, of)
                            .noneMatch(form -> language.getValue().matcher(form).find()));
            Path login = Sources.ROOT.resolve("access/src/main/resources/io/annals/access/login%s.properties"
                    .formatted(of.equals("en") ? "" : "_" + of));
            assertThat(Files.readAllLines(login))
                    .as(login.toString())
                    .isNotEmpty()
                    .noneMatch(line -> language.getValue().matcher(line).find());
        }
    }

    @Test
    void placeholders_agree_in_all_languages_and_in_all_plural_forms() throws IOException {
        Map<String, JsonNode> english = bundle("en");
        for (String language : PLURALS.keySet()) {
            bundle(language)
                    .forEach((key, text) -> assertThat(forms(text))
                            .as("%s in %s", key, language)
                            .allSatisfy(form -> assertThat(found(PLACEHOLDER, form))
                                    .isEqualTo(found(
                                            PLACEHOLDER,
                                            forms(of(english, key)).findFirst().orElseThrow()))));
        }
    }

    @Test
    void what_is_counted_has_all_plural_forms_of_its_language_and_no_others() throws IOException {
        Map<String, JsonNode> english = bundle("en");
        for (var language : PLURALS.entrySet()) {
            bundle(language.getKey()).forEach((key, text) -> {
                assertThat(text.isObject())
                        .as("%s in %s", key, language.getKey())
                        .isEqualTo(of(english, key).isObject());
                if (text.isObject()) {
                    assertThat(Set.copyOf(text.propertyNames()))
                            .as("%s in %s", key, language.getKey())
                            .isEqualTo(language.getValue());
                }
            });
        }
    }

    /** Not even by a name such as {@code __proto__}: only places of a list, and fields of our own forms, are set by what is computed. */
    @Test
    void no_module_sets_a_property_by_a_name_from_outside() throws IOException {
        Pattern set = Pattern.compile("([\\w.#]+\\[(?!\")[\\w.$]+\\])\\s*(?:\\?\\?|\\|\\|)?=(?![=>])");
        Set<String> found = new TreeSet<>();
        for (Path module : modules()) {
            found.addAll(found(set, Files.readString(module)));
        }
        assertThat(found).containsExactlyInAnyOrder("this.#offsets[i]", "this.#offsets[items.length]", "made[name]");
    }

    @Test
    void no_module_and_no_style_sheet_passes_400_lines() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : files(".*\\.(js|css)")) {
            int lines = Files.readAllLines(file).size();
            if (lines > 400) {
                tooLong.add(file + ": " + lines);
            }
        }
        assertThat(tooLong).isEmpty();
    }

    /** A feature that nobody lists would lie there and never be seen. */
    @Test
    void every_feature_is_in_the_list_and_nothing_but_the_list_names_one() throws IOException {
        String list = Files.readString(DESK.resolve("features.js"));
        Set<String> features = new TreeSet<>();
        for (Path feature : files(".*/feature\\.js")) {
            features.add(DESK.relativize(feature.getParent()).toString());
        }
        assertThat(found(Pattern.compile("from \"\\./([\\w-]+)/feature\\.js\""), list))
                .isEqualTo(features);
        assertThat(features).isNotEmpty();

        Pattern ofAFeature =
                Pattern.compile("(?:from|import) ?\\(?\"\\.{1,2}/(" + String.join("|", features) + ")/[\\w./-]+\"");
        for (Path module : modules()) {
            if (!module.equals(DESK.resolve("features.js"))) {
                assertThat(found(ofAFeature, Files.readString(module)))
                        .as(module.toString())
                        .isEmpty();
            }
        }
    }

    private static List<Path> modules() throws IOException {
        List<Path> modules = files(".*\\.js");
        assertThat(modules).isNotEmpty();
        return modules;
    }

    private static List<Path> files(String pattern) throws IOException {
        try (Stream<Path> files = Files.walk(DESK)) {
            return files.filter(path -> path.toString().matches(pattern)).toList();
        }
    }

    private static Map<String, JsonNode> bundle(String language) throws IOException {
        Map<String, JsonNode> bundle = new TreeMap<>();
        for (Path file : files(".*/texts/" + language + "\\.json")) {
            JsonMapper.shared()
                    .readTree(Files.readString(file))
                    .properties()
                    .forEach(text -> assertThat(bundle.put(text.getKey(), text.getValue()))
                            .as("%s, also in %s", text.getKey(), file)
                            .isNull());
        }
        assertThat(bundle).isNotEmpty();
        return bundle;
    }

    private static JsonNode of(Map<String, JsonNode> bundle, String key) {
        return Objects.requireNonNull(bundle.get(key), key);
    }

    private static Stream<String> forms(JsonNode text) {
        return text.isObject() ? text.valueStream().map(JsonNode::asString) : Stream.of(text.asString());
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
