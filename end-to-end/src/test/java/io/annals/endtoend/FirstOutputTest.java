package io.annals.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a newcomer reads in the terminal at the first start. */
@ExtendWith(Shared.class)
class FirstOutputTest {
    private final Annals annals;

    FirstOutputTest(Annals annals) {
        this.annals = annals;
    }

    @Test
    void nothing_is_logged_before_or_behind_the_welcome_that_looks_as_if_something_were_wrong() {
        List<String> starting = annals.output().stream()
                .filter(line -> line.matches(".* \\[ +main\\] .*"))
                .toList();

        assertThat(annals.output()).anyMatch(line -> line.startsWith("Annals listens at "));
        assertThat(starting).isNotEmpty().noneMatch(line -> line.contains(" WARN ") || line.contains(" ERROR "));
    }
}
