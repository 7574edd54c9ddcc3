package io.annals.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.endtoend.WalkThrough.Pace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The walk of {@code end-to-end/walk-through}, without the pauses of a person. On a server of its own: the link of a first
 * start ends with the first administrator, and others make some.
 */
@ExtendWith(Shared.class)
class WalkThroughTest {
    private final Browser browser;

    WalkThroughTest(Browser browser) {
        this.browser = browser;
    }

    @Test
    void a_new_user_gets_from_the_one_time_link_to_the_first_recorded_call() {
        try (Home home = Home.fresh();
                Annals annals = Annals.start(home)) {
            assertThat(new WalkThrough(browser, Pace.AT_ONCE, null).from(annals.loginLink()))
                    .hasSize(4);
        }
    }
}
