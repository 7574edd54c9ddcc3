package io.annals.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a newcomer reads in the terminal at the first start. */
@ExtendWith(Shared.class)
class FirstOutputTest {
    private final Annals annals;

    private final Home home;

    FirstOutputTest(Annals annals, Home home) {
        this.annals = annals;
        this.home = home;
    }

    @Test
    void a_second_server_on_a_home_in_use_does_not_start_and_says_why_in_a_sentence() {
        assertThatThrownBy(() -> Annals.start(home))
                .hasMessageContaining("is in use by a running application")
                .message()
                .doesNotContain("\tat ");
        assertThat(annals.isAlive()).isTrue();
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
