package io.annals.endtoend.structure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the program never does, so that it cannot be made to: the claims of absence in {@code docs/security.md}. */
class ForbiddenCallsTest {
    private static final JavaClasses SERVER = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(
                    "io.annals.app",
                    "io.annals.command",
                    "io.annals.edge",
                    "io.annals.encoding",
                    "io.annals.events",
                    "io.annals.access",
                    "io.annals.log",
                    "io.annals.mongod",
                    "io.annals.query");

    private static final Path PAGE = Documents.file("app/src/main/resources/static/assets");

    @Test
    void nobody_starts_a_process_but_the_room_that_runs_mongod() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.annals.mongod..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class, Process.class)
                .check(SERVER);
    }

    @Test
    void nothing_is_read_that_could_name_a_class_or_run() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javax.script..",
                        "javax.naming..",
                        "javax.xml.parsers..",
                        "org.springframework.expression..",
                        "java.rmi..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .check(SERVER);
    }

    @Test
    void no_native_code_is_called_and_no_memory_is_handled_by_hand() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("sun.misc..", "java.lang.foreign..", "com.sun.jna..")
                .check(SERVER);
        assertThat(SERVER.stream()
                        .flatMap(one -> one.getMethods().stream())
                        .filter(method -> method.getModifiers().contains(JavaModifier.NATIVE)))
                .isEmpty();
    }

    /** The issuer's keys are fetched by Spring Security, from the address that the operator has set. */
    @Test
    void nobody_of_the_server_asks_another_by_http_but_who_fetches_mongod_and_the_command_line() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.annals.mongod..", "io.annals.app..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "org.springframework.web.client..")
                .check(SERVER);
    }

    @Test
    void what_lets_in_is_made_of_secure_random_bits_alone() {
        noClasses()
                .that()
                .resideInAnyPackage("io.annals.edge..", "io.annals.access..", "io.annals.encoding..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, ThreadLocalRandom.class)
                .orShould()
                .callMethod(Math.class, "random")
                .check(SERVER);
    }

    @Test
    void the_page_runs_no_text_writes_no_markup_and_hears_no_other_window() throws IOException {
        Pattern dangerous =
                Pattern.compile("\\beval\\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\\.write"
                        + "|unsafeHTML|postMessage|srcdoc|javascript:");

        assertThat(lines("js", dangerous)).isEmpty();
    }

    @Test
    void the_page_fetches_nothing_from_elsewhere() throws IOException {
        Pattern elsewhere = Pattern.compile("(?:src|href|from|import|url|fetch)\\s*[=(]?\\s*[\"'(]\\s*(?:https?:)?//");

        assertThat(lines("js|css|html", elsewhere)).isEmpty();
    }

    private static List<String> lines(String endings, Pattern pattern) throws IOException {
        TreeSet<String> found = new TreeSet<>();
        int files = 0;
        try (Stream<Path> all = Files.walk(PAGE)) {
            for (Path file : all.filter(path -> path.toString().matches(".*\\.(" + endings + ")"))
                    .toList()) {
                files++;
                Files.readAllLines(file).stream()
                        .filter(line -> pattern.matcher(line).find())
                        .forEach(line -> found.add(PAGE.relativize(file) + ": " + line.strip()));
            }
        }
        assertThat(files).isPositive();
        return List.copyOf(found);
    }
}
