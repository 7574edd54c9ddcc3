package io.annals.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.annals.edge.Role.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lists that live: whoever looks at one sees what comes, and nothing moves under a hand. */
@ExtendWith(Shared.class)
class DeskListTest {
    private static final ContainsTextOptions SOON = new ContainsTextOptions().setTimeout(Desk.SOON);

    /** So long a full run looks: {@code -Dannals.desk.watch=PT10M}; without it a short one. */
    private static final Duration WATCH = Duration.parse(System.getProperty("annals.desk.watch", "PT8S"));

    private final Annals annals;
    private final Browser browser;

    DeskListTest(Annals annals, Browser browser) {
        this.annals = annals;
        this.browser = browser;
    }

    /** An e-mail of somebody new that came in just now. */
    private String mail(String name) {
        return annals.as(AGENT).post("/contacts", mailOf(name)).expect(201).text("customer");
    }

    private static Map<String, Object> mailOf(String name) {
        Map<String, Object> mail = Contacts.contact(
                "email",
                "mail",
                "list-" + name,
                Map.of(
                        "name",
                        name,
                        "email",
                        name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@example.org"),
                Map.of("subject", "My lamp flickers", "text", "Since Tuesday it does not stop."));
        mail.put("occurredAt", Instant.now().toString());
        return mail;
    }

    /** Those who wait, the last to come first. */
    private static Desk waiting(Desk desk) {
        Page page = desk.page();
        page.navigate(desk.url() + "/#/customers");
        page.locator(".segments button").nth(1).click();
        page.locator(".filters select").first().selectOption("lastContact");
        assertThat(page.locator(".filters [aria-pressed=true]")).containsText("Waiting");
        return desk;
    }

    private static Locator row(Desk desk, String name) {
        return desk.page().locator(".people li").filter(new Locator.FilterOptions().setHasText(name));
    }

    /** Keeps when each arrival was first to be seen, and all that the page says of its connection. */
    private static void watch(Desk desk) {
        desk.says("""
            () => { window.firstSeen = {}; window.words = new Set();
              const look = () => {
                for (const name of document.querySelectorAll(".people .name")) window.firstSeen[name.textContent.trim().slice(0, 40)] ??= Date.now();
                window.newer = document.querySelector(".newer")?.textContent ?? "";
                for (const text of document.querySelectorAll(".connection span")) window.words.add(text.textContent.trim());
              };
              new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true }); look(); }\
            """);
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES) // it may be told to watch for ten
    void three_agents_at_one_waiting_list_see_every_arrival_soon_and_no_false_word() {
        long seed = System.nanoTime();
        System.out.println("Arrivals, seed " + seed);
        Random chance = new Random(seed);
        mail("Here Before " + seed);
        try (BrowserContext first = browser.person();
                BrowserContext second = browser.person();
                BrowserContext third = browser.person()) {
            Desk looks = waiting(Desk.open(first, annals, AGENT));
            Desk points = waiting(Desk.open(second, annals, AGENT));
            Desk steps = waiting(Desk.open(third, annals, AGENT));
            List<Desk> all = List.of(looks, points, steps);
            for (Desk desk : all) {
                assertThat(row(desk, "Here Before " + seed)).isVisible();
                watch(desk);
            }
            Locator under = row(points, "Here Before " + seed);
            under.hover();
            double place = Objects.requireNonNull(under.boundingBox()).y;
            row(steps, "Here Before " + seed).locator("a").focus();
            steps.page().mouse().move(900, 600);

            List<Long> took = new ArrayList<>();
            long end = System.nanoTime() + WATCH.toNanos();
            for (int i = 1; System.nanoTime() < end; i++) {
                String name = "Arrival %d %d".formatted(i, seed);
                mail(name);
                long durable = System.currentTimeMillis();
                for (Desk desk : List.of(looks, steps)) {
                    Object at = desk.page()
                            .waitForFunction("name => window.firstSeen[name]", name)
                            .jsonValue();
                    took.add(((Number) Objects.requireNonNull(at)).longValue() - durable);
                }
                assertThat(points.page().locator(".newer")).containsText(i + " newer", SOON);
                pause(looks, chance.nextInt(WATCH.compareTo(Duration.ofMinutes(1)) > 0 ? 20_000 : 800));
            }
            assertThat(Objects.requireNonNull(under.boundingBox()).y)
                    .as("the row under the pointer")
                    .isEqualTo(place);
            assertThat(row(steps, "Here Before " + seed).locator("a")).isFocused();
            Collections.sort(took);
            System.out.printf(
                    "%d arrivals, seen after p50 %d ms, at most %d ms, %d after more than a second%n",
                    took.size(),
                    took.get(took.size() / 2),
                    took.getLast(),
                    took.stream().filter(each -> each > 1_000).count());
            assertThat(took).as("milliseconds from durable to seen").allMatch(each -> each < Desk.SOON);
            for (Desk desk : all) {
                assertThat((List<?>) desk.says(
                                "() => [...window.words].filter(word => /lost|missed|again|Catching/.test(word))"))
                        .as("said of the connection")
                        .isEmpty();
                assertThat(desk.complaints()).isEmpty();
            }
            points.page().locator(".newer").click();
            assertThat(row(points, "Arrival 1 " + seed)).isVisible();
            assertThat(points.page().locator(".newer")).hasCount(0);
        }
    }

    /** In the page's time: what is waited for is a pace, and nothing else hangs on it. */
    private static void pause(Desk desk, int millis) {
        desk.page().waitForTimeout(millis);
    }

    @Test
    void a_server_that_has_nothing_to_tell_says_so_and_is_not_taken_for_one_that_is_gone() {
        try (BrowserContext anna = browser.person()) {
            List<String> beats = new ArrayList<>();
            Page page = anna.newPage();
            page.onWebSocket(socket -> socket.onFrameReceived(frame -> {
                if (frame.text() != null && frame.text().contains("\"type\":\"beat\"")) {
                    beats.add(frame.text());
                }
            }));
            Desk.logIn(anna, annals, AGENT, annals.url());
            page.navigate(annals.url());
            assertThat(page.locator(".connection")).hasAttribute("data-state", "live");
            page.waitForCondition(() -> beats.size() >= 3);
            assertThat(page.locator(".connection")).hasAttribute("data-state", "live");
            assertThat(page.locator(".connection")).containsText("Live");
            assertThat(page.locator(".connection [role=status]")).hasText("");
        }
    }

    @Test
    void who_is_answered_leaves_the_list_only_when_nothing_moves_by_it() {
        String eva = mail("Eva Answered");
        try (BrowserContext anna = browser.person()) {
            Desk desk = waiting(Desk.open(anna, annals, AGENT));
            row(desk, "Eva Answered").hover();
            Map<String, Object> answer = Contacts.contact(
                    "email",
                    "mail",
                    "list-eva-answer",
                    Map.of("id", eva),
                    Map.of("to", "eva.answered@example.org", "subject", "Re: My lamp", "text", "Done."));
            answer.put("direction", "outbound");
            answer.put("occurredAt", Instant.now().toString());
            annals.as(AGENT).post("/contacts", answer).expect(201);
            assertThat(desk.page().locator(".people li.gone")).containsText("Eva Answered", SOON);
            desk.page().mouse().move(900, 600);
            assertThat(row(desk, "Eva Answered")).hasCount(0, new HasCountOptions().setTimeout(Desk.SOON));
        }
    }

    @Test
    void what_a_list_holds_is_counted_on_it_and_in_the_title_of_the_page() {
        try (BrowserContext anna = browser.person()) {
            Desk desk = Desk.open(anna, annals, AGENT);
            assertThat(desk.page().locator(".segments .tally").first()).isVisible();
            long before = waitingInTitle(desk);
            mail("Ida Counted");
            desk.page()
                    .waitForFunction(
                            "n => Number(document.title.match(/\\d+/g)?.join('') ?? 0) >= n",
                            (double) before + 1,
                            new Page.WaitForFunctionOptions().setTimeout(Desk.SOON));
            assertThat(desk.page().locator(".segments button").nth(1)).containsText("Waiting");
        }
    }

    private static long waitingInTitle(Desk desk) {
        return ((Number)
                        Objects.requireNonNull(desk.says("() => Number(document.title.match(/\\d+/g)?.join('') ?? 0)")))
                .longValue();
    }

    @Test
    void whatever_comes_and_goes_rows_that_are_held_stay_where_they_are_and_what_is_out_of_sight_is_counted() {
        long seed = System.nanoTime();
        try (BrowserContext anna = browser.person()) {
            Desk desk = Desk.open(anna, annals, AGENT);
            Object wrong = desk.page().evaluate("""
                async seed => {
                  const { arranged } = await import("/assets/desk/customers/arranged.js");
                  let state = 1 + (seed % 2147483646);
                  const next = n => (state = state * 48271 % 2147483647) % n; // Park and Miller
                  const some = () => [...new Set(Array.from({ length: next(12) }, () => next(20)))].map(id => ({ id }));
                  const ids = rows => rows.map(({ id }) => id);
                  const wrong = [];
                  for (let i = 0; i < 2000; i++) {
                    const [shown, latest] = [some(), some()];
                    const isAll = next(2) === 0;
                    const { rows, newer } = arranged(shown, latest, isAll);
                    const hidden = latest.filter(({ id }) => !ids(rows).includes(id));
                    const isRight = shown.length === 0 ? newer === 0 && rows === latest
                      : ids(rows).slice(0, shown.length).join() === ids(shown).join()
                        && new Set(ids(rows)).size === rows.length
                        && rows.every(({ id, gone }) => !gone || !ids(latest).includes(id))
                        && (!isAll || rows.every(({ id, gone }) => gone || ids(latest).includes(id)))
                        && newer >= hidden.length && (isAll || ids(rows).some(id => ids(latest).includes(id)) || newer === latest.length) && newer <= latest.length
                        && (newer > 0 || ids(latest).every(id => ids(rows).includes(id)));
                    if (!isRight) wrong.push({ shown: ids(shown), latest: ids(latest), rows, newer });
                  }
                  return JSON.stringify(wrong.slice(0, 3));
                }\
                """, (double) (seed % Integer.MAX_VALUE));
            assertThat(wrong).as("seed %d", seed).isEqualTo("[]");
        }
    }

    @Test
    void a_list_is_one_stop_for_the_keyboard_and_the_arrows_go_through_it() {
        mail("Kim Arrow");
        mail("Lou Arrow");
        try (BrowserContext anna = browser.person()) {
            Desk desk = Desk.open(anna, annals, AGENT);
            Page page = desk.page();
            assertThat(row(desk, "Lou Arrow")).isVisible();
            page.mouse().move(900, 600);
            page.locator(".filters select").last().focus(); // the last thing before the list
            page.keyboard().press("Tab");
            assertThat(page.locator(".people a").first()).isFocused();
            page.keyboard().press("ArrowDown");
            assertThat(page.locator(".people a").nth(1)).isFocused();
            page.keyboard().press("Tab");
            assertThat(page.locator(".people a:focus")).hasCount(0);
        }
    }
}
