package io.annals.edge.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.refusal.BadInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Tag("quick")
class SentencesTest {
    /** Those of all rooms. */
    private static List<Map<String, String>> all() throws IOException {
        try (Stream<Path> files = Files.find(Path.of(".."), 16, (path, _) -> path.endsWith("sentences.json"))) {
            List<Map<String, String>> all = new ArrayList<>();
            for (Path file : files.filter(one -> one.toString().contains("src/main/resources"))
                    .toList()) {
                all.addAll(JsonMapper.shared().readValue(Files.readAllBytes(file), new TypeReference<>() {}));
            }
            return all;
        }
    }

    @Test
    void no_sentence_is_there_twice() throws IOException {
        assertThat(all()).extracting(told -> told.get("en")).doesNotHaveDuplicates();
    }

    @Test
    void each_sentence_is_there_in_all_languages_with_the_same_holes_in_the_letters_of_the_language()
            throws IOException {
        assertThat(all()).hasSizeGreaterThan(100).allSatisfy(told -> {
            assertThat(told).containsOnlyKeys("en", "uk", "ru", "az", "sr");
            assertThat(told.values().stream().map(one -> one.split("\\{}", -1).length))
                    .as(told.toString())
                    .hasSize(5)
                    .containsOnly(told.getOrDefault("en", "").split("\\{}", -1).length);
            assertThat(told.values().stream().map(one -> one.endsWith(".")))
                    .as(told.toString())
                    .containsOnly(told.getOrDefault("en", "").endsWith("."));
            assertThat(told.get("uk")).doesNotContainPattern("[ыэъё]");
            assertThat(told.get("ru")).doesNotContainPattern("[іїєґ]");
            assertThat(told.get("az") + told.get("sr")).doesNotContainPattern("\\p{IsCyrillic}");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "uk|content.text|must have at most 100000 characters|content.text: може мати щонайбільше 100000"
                        + " символів.",
                "ru|name|is missing|name: не заполнено.",
                "az|filters.x|must be one of a, b, c|filters.x: bunlardan biri olmalıdır: a, b, c.",
                "sr|day|must lie between the years 1900 and 9998|day: mora biti između 1900. i 9998. godine.",
                "uk|x|must be what nobody has put into words|x must be what nobody has put into words."
            })
    void what_is_wrong_with_a_field_is_said_in_the_language_with_its_numbers(
            String language, String field, String reason, String told) {
        Problem problem = Sentences.in(language, Problem.of(new BadInput(field, reason)));

        assertThat(problem.detail()).isEqualTo(told);
        assertThat(problem.field()).isEqualTo(field);
    }
}
