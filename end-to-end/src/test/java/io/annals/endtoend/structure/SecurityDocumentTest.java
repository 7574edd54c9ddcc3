package io.annals.endtoend.structure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code docs/security.md} claims can be looked up: in a test that is there, or in a document that is. */
@Tag("quick")
class SecurityDocumentTest {
    private static final Path DOCS = Documents.file("docs");
    private static final Pattern ROW = Pattern.compile("\\| (V\\d+\\.\\d+\\.\\d+) \\| ([^|]+) \\| (.+) \\|");
    /** {@code `Class.method`}, or {@code `…method`} of the class before; dots stand for what is left out of a long name. */
    private static final Pattern METHOD = Pattern.compile("`(?:([A-Z]\\w+)\\.|…)([a-z][\\w…]*)`");

    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|Properties))(?:\\.[\\w…]+)?`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(?:#[^)]*)?\\)");
    private static final Pattern SAME = Pattern.compile("\\bas (\\d+\\.\\d+\\.\\d+)");
    private static final Pattern COUNTED = Pattern.compile("(\\d+) met, (\\d+) not applicable \\(n/a\\), (\\d+) open");
    /** Of the languages themselves, and of Spring. */
    private static final Set<String> NOT_OURS = Set.of("Object", "Math", "HtmlUtils");

    private static final Map<String, String> CLASSES = new HashMap<>();
    private static String page = "";
    private static Map<String, Row> rows = Map.of();

    private record Row(String answer, String where) {
        boolean isMet() {
            return answer.equals("met");
        }
    }

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(DOCS.resolve("security.md"));
        for (Path file : Sources.java()) {
            String name = file.getFileName().toString();
            CLASSES.merge(name.substring(0, name.length() - ".java".length()), Files.readString(file), String::concat);
        }
        rows = new LinkedHashMap<>();
        ROW.matcher(page).results().forEach(row -> {
            assertThat(rows.put(row.group(1), new Row(row.group(2), row.group(3))))
                    .as("%s is answered twice", row.group(1))
                    .isNull();
        });
    }

    @Test
    void every_method_that_is_named_is_there() {
        List<String> missing = new ArrayList<>();
        String type = "";
        for (MatchResult named : METHOD.matcher(page).results().toList()) {
            type = named.group(1) == null ? type : named.group(1);
            if (!NOT_OURS.contains(type) && !isThere(type, named.group(2))) {
                missing.add(named.group());
            }
        }

        assertThat(missing).isEmpty();
    }

    private static boolean isThere(String type, String method) {
        String source = CLASSES.get(type);
        String name = Pattern.quote(method).replace("…", "\\E\\w*\\Q");
        return source != null
                && Pattern.compile("[>\\w\\]] " + name + "\\(").matcher(source).find();
    }

    @Test
    void every_test_that_is_named_tests_something() {
        Set<String> missing = TEST.matcher(page)
                .results()
                .map(named -> named.group(1))
                .filter(name -> !isTest(name))
                .collect(Collectors.toSet());

        assertThat(missing).isEmpty();
    }

    private static boolean isTest(String name) {
        String source = CLASSES.get(name);
        return source != null
                && Pattern.compile("@(Test|ParameterizedTest|TestFactory|Property)\\b")
                        .matcher(source)
                        .find();
    }

    @Test
    void every_document_that_is_linked_is_there() {
        List<String> missing = LINK.matcher(page)
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.startsWith("https://") && !Files.exists(DOCS.resolve(link)))
                .toList();

        assertThat(missing).isEmpty();
    }

    @Test
    void every_chapter_that_is_named_is_there() {
        List<String> missing = new ArrayList<>();
        Pattern chapter = Pattern.compile("(this page|\\[runbook\\]\\(runbook\\.md\\)), \"([^\"]+)\"");
        chapter.matcher(page).results().forEach(named -> {
            String text = named.group(1).equals("this page") ? page : text(DOCS.resolve("runbook.md"));
            if (text.lines().noneMatch(line -> line.startsWith("#") && line.endsWith(" " + named.group(2)))) {
                missing.add(named.group());
            }
        });

        assertThat(missing).isEmpty();
    }

    @Test
    void every_claim_that_is_met_names_a_test_or_a_document() {
        Map<String, String> bare = new TreeMap<>();
        rows.forEach((id, row) -> {
            if (row.isMet() && !isHeld(id, new HashSet<>())) {
                bare.put(id, row.where());
            }
        });

        assertThat(bare).isEmpty();
    }

    /** Also by the row that it says to be the same as. */
    private static boolean isHeld(String id, Set<String> seen) {
        Row row = rows.get(id);
        if (row == null || !row.isMet() || !seen.add(id)) {
            return false;
        }
        String where = row.where();
        boolean byTest = TEST.matcher(where).results().anyMatch(named -> isTest(named.group(1)));
        boolean byDocument = LINK.matcher(where).find() || where.contains("this page, \"");
        return byTest
                || byDocument
                || SAME.matcher(where).results().anyMatch(same -> isHeld("V" + same.group(1), seen));
    }

    @Test
    void what_is_counted_is_so() {
        MatchResult counted = COUNTED.matcher(page).results().findFirst().orElseThrow();
        Map<String, Long> answers = rows.values().stream()
                .collect(Collectors.groupingBy(row -> row.answer().replace("*", ""), Collectors.counting()));

        assertThat(Stream.of("met", "n/a", "open").map(answers::get))
                .as("met, n/a, open")
                .containsExactly(
                        Long.valueOf(counted.group(1)), Long.valueOf(counted.group(2)), Long.valueOf(counted.group(3)));
        assertThat(rows).hasSize(253);
        assertThat(answers).containsOnlyKeys("met", "n/a", "open");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
