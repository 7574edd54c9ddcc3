package io.annals.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The last class of all, so that the window that is cut off has been so for a minute by then. Run alone it takes that minute. */
@ExtendWith(Shared.class)
@Order(Integer.MAX_VALUE)
class DeskCutTest {
    private final Cut cut;

    DeskCutTest(Cut cut) {
        this.cut = cut;
    }

    @Test
    void after_a_minute_without_a_network_nothing_is_missing_and_nothing_is_there_twice() {
        Duration lasted = cut.lasts();
        assertThat(lasted).isGreaterThanOrEqualTo(Cut.A_MINUTE);
        cut.others("while cut, late", Cut.MISSED);
        Desk desk = cut.desk();
        assertThat(desk.page().locator(".connection")).containsText("Connection lost");
        assertThat(desk.entry("while cut,")).hasCount(0);
        assertThat(desk.page().locator(".customers .aged")).containsText("As of");

        cut.mend();

        assertThat(desk.page().locator(".connection"))
                .containsText(
                        2 * Cut.MISSED + " entries missed, caught up to",
                        new LocatorAssertions.ContainsTextOptions().setTimeout(15_000)); // it tries every 8 s at least
        for (String when : List.of("early", "late")) {
            IntStream.rangeClosed(1, Cut.MISSED)
                    .forEach(i -> assertThat(desk.entry("while cut, " + when + " " + i))
                            .hasCount(1));
        }
        assertThat(desk.entry("written while cut")).isVisible(); // it went out by itself, with the same id
        assertThat(desk.page().locator(".pending li")).hasCount(0);
        assertThat(desk.page().locator(".customers .aged")).hasCount(0);
        assertThat(desk.page().locator(".people li").first())
                .containsText(cut.latest()); // others came while it was cut
        for (String once : List.of("written while cut", "before the cut 1", "first")) {
            assertThat(desk.page().locator(".entries .text").getByText(once, Desk.EXACTLY))
                    .hasCount(1);
        }
        assertThat((List<?>) Objects.requireNonNull(desk.says("() => window.heard")))
                .as("what a screen reader heard of the connection, each once")
                .satisfiesExactly(
                        lost -> assertThat(lost.toString()).startsWith("Connection lost"),
                        back -> assertThat(back.toString()).contains(2 * Cut.MISSED + " entries missed"));
        System.out.printf("A network cut for %d s: nothing missing, nothing twice%n", lasted.toSeconds());
    }
}
