package io.annals.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.annals.edge.Role.AGENT;
import static io.annals.edge.Role.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How much the page loads, and how long a timeline it bears. */
@ExtendWith(Shared.class)
class DeskScaleTest {
    private static final int SHELL_BYTES = 150_000;

    /** What may be in the page at once; as many as fit on the screen and some beside them. */
    private static final int ROWS = 120;

    private final Annals annals;
    private final Browser browser;

    DeskScaleTest(Annals annals, Browser browser) {
        this.annals = annals;
        this.browser = browser;
    }

    private String customer(String externalId) {
        return annals.as(AGENT)
                .post(
                        "/contacts",
                        Contacts.note(externalId, Map.of("email", externalId + "@example.org"), "the first of all"))
                .expect(201)
                .text("customer");
    }

    @Test
    void the_shell_takes_less_than_150_kB_and_plots_are_not_part_of_it() {
        String id = customer("desk-shell");
        try (BrowserContext anna = browser.person()) {
            Desk desk = Desk.open(anna, annals, AGENT).at(id);
            @SuppressWarnings("unchecked")
            List<List<Object>> loaded = (List<List<Object>>) Objects.requireNonNull(desk.says("""
                () => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
                  .filter(({ name }) => name.includes("/assets/") || new URL(name).pathname === "/")
                  .map(({ name, transferSize }) => [new URL(name).pathname, transferSize])\
                """));
            int bytes = loaded.stream()
                    .mapToInt(one -> ((Number) one.get(1)).intValue())
                    .sum();
            System.out.printf("The shell: %,d bytes transferred in %d requests%n", bytes, loaded.size());
            assertThat(loaded)
                    .hasSizeGreaterThan(20)
                    .noneMatch(one -> String.valueOf(one.getFirst()).contains("echarts"));
            assertThat(bytes).isBetween(20_000, SHELL_BYTES);
        }
    }

    @Test
    void a_long_timeline_comes_in_pages_as_one_scrolls_to_its_beginning() {
        String id = customer("desk-long");
        int notes = 1_000;
        annals.as(SERVICE)
                .batch(
                        IntStream.range(0, notes)
                                .mapToObj(i -> Contacts.line(
                                        Contacts.note("desk-long-" + i, Map.of("id", id), "entry number " + i)))
                                .toList(),
                        _ -> {});
        try (BrowserContext anna = browser.person()) {
            Desk desk = Desk.open(anna, annals, AGENT).at(id);
            desk.page().waitForFunction("""
                () => { const log = document.querySelector(".log"); log.scrollTop = log.scrollHeight;
                  return log.textContent.includes("This is where it began"); }\
                """);
            assertThat(desk.page().locator(".entries li").last())
                    .hasAttribute(
                            "aria-posinset",
                            String.valueOf(notes + 2)); // the first of all, and what registered them, folded
            assertThat(desk.page().locator(".entries li").count()).isLessThan(ROWS);
        }
    }

    /** What the page does with entries once it has them: these are made in the page, since the server's part is measured elsewhere. */
    @Test
    void a_timeline_of_100_000_entries_scrolls_with_few_rows_and_short_frames() {
        String id = customer("desk-huge");
        try (BrowserContext anna = browser.person()) {
            Desk desk = Desk.open(anna, annals, AGENT).at(id);
            desk.says("""
                async () => {
                  const { customer } = document.querySelector("annals-workplace");
                  const words = "The lamp flickers again, and nobody knows why that is so. ".split(" ");
                  const entries = Array.from({ length: 100000 }, (_, i) => ({ position: 1000000 + i, index: 0, family: "contact", kind: "note",
                    direction: "internal", channel: "desk", actor: "agent", occurredAt: new Date(1.7e12 - i * 600000).toISOString(),
                    content: { text: Array.from({ length: 5 + (i * 7919) % 60 }, (_, j) => words[(i + j) % words.length]).join(" ") + " #" + i } }));
                  customer.entries.append(entries, undefined);
                  customer.changed();
                  await document.querySelector("annals-timeline").updateComplete;
                }\
                """);
            @SuppressWarnings("unchecked")
            List<Number> frames = (List<Number>) Objects.requireNonNull(desk.says("""
                () => new Promise((done) => {
                  const log = document.querySelector(".log");
                  const frames = []; let last = performance.now(); let most = 0;
                  const step = (now) => {
                    frames.push(now - last); last = now;
                    most = Math.max(most, document.querySelectorAll(".entries li").length);
                    if (frames.length === 300) { done([...frames.slice(1), most]); return; }
                    log.scrollTop += frames.length % 50 === 0 ? log.scrollHeight / 8 : 120;
                    requestAnimationFrame(step);
                  };
                  requestAnimationFrame(step);
                })\
                """));
            int most = frames.getLast().intValue();
            List<Double> sorted = frames.subList(0, frames.size() - 1).stream()
                    .map(Number::doubleValue)
                    .sorted()
                    .toList();
            double p50 = sorted.get(sorted.size() / 2);
            double p95 = sorted.get(sorted.size() * 95 / 100);
            System.out.printf(
                    "Scrolling 100,000 entries: frames of p50 %.1f ms, p95 %.1f ms, at most %d rows%n", p50, p95, most);
            assertThat(most).isBetween(10, ROWS);
            assertThat(p95).as("p95 of a frame in milliseconds").isLessThan(500);

            desk.says("() => { const log = document.querySelector('.log'); log.scrollTop = log.scrollHeight; }");
            assertThat(desk.entry("#99999")).isVisible();
        }
    }
}
