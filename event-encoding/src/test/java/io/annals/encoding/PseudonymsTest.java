package io.annals.encoding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class PseudonymsTest {
    private final Pseudonyms pseudonyms = with("one deployment's key");

    private static Pseudonyms with(String key) {
        return new Pseudonyms(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
    }

    @Test
    void the_same_is_named_the_same_for_ever() {
        // streams that exist are found by these very names: they must never change
        assertThat(pseudonyms.of("contact", "mail", "<1@example.org>")).isEqualTo("3fe267390a83cc51a6830c2956f9c141");
    }

    @Test
    void other_parts_domains_borders_and_keys_give_other_names() {
        assertThat(Set.of(
                        pseudonyms.of("contact", "ab", "c"),
                        pseudonyms.of("contact", "a", "bc"),
                        pseudonyms.of("contact", "abc"),
                        pseudonyms.of("contact", "abc", ""),
                        pseudonyms.of("contac", "tabc"),
                        pseudonyms.of("identity", "ab", "c"),
                        with("another key").of("contact", "ab", "c")))
                .hasSize(7)
                .allMatch(name -> name.matches("[0-9a-f]{32}"));
    }

    @Test
    void many_threads_get_the_names_that_one_gets() {
        Set<String> names = ConcurrentHashMap.newKeySet();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1_000; i++) {
                threads.execute(() -> names.add(pseudonyms.of("contact", "mail", "1")));
            }
        }

        assertThat(names).containsExactly(pseudonyms.of("contact", "mail", "1"));
    }
}
