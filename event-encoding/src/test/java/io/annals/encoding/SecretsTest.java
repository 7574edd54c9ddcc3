package io.annals.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("quick")
class SecretsTest {
    private static final String ONE = Base64.getEncoder().encodeToString(new byte[32]);

    @TempDir
    Path folder;

    @Test
    void the_first_start_makes_a_file_for_the_owner_alone_and_later_ones_read_it() throws IOException {
        Path file = folder.resolve("home/secrets");

        Secrets made = Secrets.fromFileOrMake(file);

        assertThat(Secrets.fromFileOrMake(file)).isEqualTo(made);
        assertThat(made.masterKey()).isNotEqualTo(made.deploymentKey());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void of_many_that_start_at_once_all_get_the_same() throws Exception {
        Path file = folder.resolve("secrets");
        Callable<Secrets> start = () -> Secrets.fromFileOrMake(file);
        try (ExecutorService starts = Executors.newFixedThreadPool(8)) {
            List<Future<Secrets>> all =
                    starts.invokeAll(Stream.generate(() -> start).limit(32).toList());

            assertThat(all.stream().map(Future::resultNow).collect(Collectors.toSet()))
                    .hasSize(1);
        }
    }

    @Test
    void the_environment_goes_before_the_file() {
        Path file = folder.resolve("secrets");

        Secrets secrets = Secrets.of(Map.of(Secrets.MASTER, ONE, Secrets.DEPLOYMENT, ONE), file);

        assertThat(secrets.masterKey().getEncoded()).isEqualTo(new byte[32]);
        assertThat(file).doesNotExist();
    }

    @Test
    void any_number_of_other_master_keys_may_open_what_they_wrapped() {
        String key = Base64.getEncoder().encodeToString(new byte[32]);

        assertThat(Secrets.fromEnvironment(Map.of(
                                Secrets.MASTER, key, Secrets.DEPLOYMENT, key, Secrets.OTHER_MASTERS, key + ", " + key))
                        .orElseThrow()
                        .otherMasterKeys())
                .hasSize(2);
        assertThatThrownBy(() -> Secrets.fromEnvironment(
                        Map.of(Secrets.MASTER, key, Secrets.DEPLOYMENT, key, Secrets.OTHER_MASTERS, "nearly")))
                .isInstanceOf(WrongSecrets.class)
                .hasMessageContaining(Secrets.OTHER_MASTERS)
                .hasMessageNotContaining("nearly");
    }

    @Test
    void half_an_environment_is_refused() {
        assertThatThrownBy(() -> Secrets.fromEnvironment(Map.of(Secrets.MASTER, ONE)))
                .isInstanceOf(WrongSecrets.class)
                .hasMessageContaining("does not hold ANNALS_DEPLOYMENT_KEY");
    }

    @Test
    void a_key_that_is_none_is_refused_without_being_told() {
        for (String wrong : List.of("hunter2!", "aHVudGVyMg==", "")) {
            assertThatThrownBy(() -> Secrets.fromEnvironment(Map.of(Secrets.MASTER, wrong, Secrets.DEPLOYMENT, ONE)))
                    .isInstanceOf(WrongSecrets.class)
                    .hasMessageContaining("ANNALS_MASTER_KEY in the environment is not 32 bytes in base64")
                    .hasMessageNotContaining("unter");
        }
    }

    @Test
    void a_file_that_others_may_read_is_refused() throws IOException {
        Path file = folder.resolve("secrets");
        Secrets.fromFileOrMake(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> Secrets.fromFileOrMake(file))
                .isInstanceOf(WrongSecrets.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void printed_they_tell_nothing() {
        assertThat(Secrets.fromFileOrMake(folder.resolve("secrets"))).hasToString("Secrets[…]");
    }
}
