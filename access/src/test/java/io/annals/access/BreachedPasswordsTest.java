package io.annals.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.edge.refusal.BadInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("quick")
class BreachedPasswordsTest {
    private static String line(String password, int count) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(password.getBytes(UTF_8));
            return HexFormat.of().withUpperCase().formatHex(hash) + ":" + count;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void each_password_of_the_file_is_found_and_no_other(@TempDir Path folder) throws Exception {
        for (int many : List.of(0, 1, 2, 1_000)) {
            Path file = folder.resolve("breached" + many);
            Files.write(
                    file,
                    new TreeSet<>(IntStream.range(0, many)
                            .mapToObj(i -> line("known " + i, i * i * i))
                            .toList()));
            BreachedPasswords breached = new BreachedPasswords(new SecurityProperties(null, file));

            for (int i = 0; i < many; i++) {
                String known = "known " + i;
                assertThatThrownBy(() -> breached.check(known)).isInstanceOf(BadInput.class);
                assertThatCode(() -> breached.check("un" + known)).doesNotThrowAnyException();
            }
            assertThatCode(() -> breached.check("unknown")).doesNotThrowAnyException();
        }
    }

    @Test
    void a_file_that_is_not_there_is_told_at_start() {
        assertThatThrownBy(() -> new BreachedPasswords(new SecurityProperties(null, Path.of("nowhere"))))
                .hasMessageContaining("annals.security.breached-passwords");
    }
}
