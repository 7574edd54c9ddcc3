package io.annals.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Another user of the machine that a server runs on. Where the tests run as root, that user is tried; everywhere the modes of
 * what the server has made are looked at. What that user gets at the port of MongoDB is held by {@code StrangersTest}.
 */
@ExtendWith(Shared.class)
class OtherUserTest {
    private static final Path PROJECT =
            Path.of(System.getProperty("annals.root", "..")).toAbsolutePath().normalize();

    private static final String NOBODY = "65534";

    private final Annals annals;
    private final Home home;

    OtherUserTest(Annals annals, Home home) {
        this.annals = annals;
        this.home = home;
    }

    @Test
    void nothing_in_the_home_of_a_server_can_be_read_by_another_user() throws IOException {
        assertThat(home.folder().resolve("secrets")).exists();
        assertThat(isClosed(home.folder())).isTrue();
        try (Stream<Path> entries = Files.list(home.folder())) {
            assertThat(entries.filter(entry -> !Files.isSymbolicLink(entry))).allMatch(OtherUserTest::isClosed);
        }
        if (isRoot()) {
            assertThat(asNobody("find", home.folder().toString(), "-mindepth", "1"))
                    .isEmpty();
            assertThat(asNobody("find", "/tmp", "-maxdepth", "0")).isEqualTo("/tmp\n");
        }
    }

    @Test
    void neither_the_arguments_nor_the_environment_nor_open_files_of_its_processes_tell_a_secret() throws IOException {
        List<String> secrets = new ArrayList<>(List.of(annals.keyOf(Role.ADMINISTRATOR), annals.keyOf(Role.SERVICE)));
        for (String file : List.of("mongod.key", "mongod.account", "secrets")) {
            for (String line : Files.readAllLines(home.folder().resolve(file))) {
                secrets.add(
                        line.substring(line.indexOf('=') > 0 && file.equals("secrets") ? line.indexOf('=') + 1 : 0));
            }
        }
        secrets.removeIf(String::isBlank);
        for (long pid : List.of(annals.pid(), home.mongod().pid())) {
            Path proc = Path.of("/proc", Long.toString(pid));
            assertThat(Files.readString(proc.resolve("cmdline"), StandardCharsets.ISO_8859_1))
                    .isNotEmpty()
                    .doesNotContain(secrets);
            assertThat(isClosed(proc.resolve("environ"))).isTrue();
            if (isRoot()) {
                assertThat(asNobody("cat", proc + "/cmdline")).isNotEmpty().doesNotContain(secrets);
                assertThat(asNobody("cat", proc + "/environ")).isEmpty();
                assertThat(asNobody("find", proc + "/fd/", "-mindepth", "1")).isEmpty();
            }
            try (Stream<Path> open = Files.list(proc.resolve("fd"))) {
                assertThat(open.map(OtherUserTest::target).filter(OtherUserTest::isTemporaryFile))
                        .allMatch(OtherUserTest::isClosed);
            }
        }
    }

    private static Path target(Path link) {
        try {
            return Files.readSymbolicLink(link);
        } catch (IOException closedMeanwhile) {
            return link;
        }
    }

    private static boolean isTemporaryFile(Path file) {
        return file.startsWith(System.getProperty("java.io.tmpdir"))
                && !file.startsWith(PROJECT) // a clone may lie among the temporary files
                && Files.isRegularFile(file);
    }

    /** Nobody but its owner has any right to it. */
    private static boolean isClosed(Path entry) {
        try {
            return Files.getPosixFilePermissions(entry).stream()
                    .map(PosixFilePermission::name)
                    .allMatch(right -> right.startsWith("OWNER"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** What the command says to that user; its complaints go nowhere. */
    private static String asNobody(String... command) throws IOException {
        Stream<String> uid = Stream.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups");
        Process process = new ProcessBuilder(
                        Stream.concat(uid, Stream.of(command)).toList())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
