package io.annals.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.annals.edge.Role.ADMINISTRATOR;
import static io.annals.edge.Role.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.annals.access.Totp;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * WCAG 2.2 AA, as far as axe-core can tell; light and dark, narrow, magnified. With {@code -Dannals.pictures} a picture of each
 * state lies in {@code target/desk} afterwards, to be looked at.
 */
@ExtendWith(Shared.class)
class DeskAccessibilityTest {
    private static final String AXE = axe();
    private static final boolean PICTURES = System.getProperty("annals.pictures") != null;
    private static final String ALL = "html";
    private static final String LONG_NAME = "Wolfeschlegelsteinhausenbergerdorff-Nguyễn, Maximiliane Bartholomäa";

    private final Annals annals;
    private final Truth truth;
    private final Browser browser;
    private final SoftAssertions all = new SoftAssertions();

    DeskAccessibilityTest(Annals annals, Truth truth, Browser browser) {
        this.annals = annals;
        this.truth = truth;
        this.browser = browser;
    }

    enum Screen {
        LIGHT(1440, 900, ColorScheme.LIGHT),
        /** Nothing but colours depends on these. */
        DARK(1440, 900, ColorScheme.DARK),
        NARROW(390, 844, ColorScheme.LIGHT),
        /** A screen of 1440 by 900 at a zoom of 200 %. */
        MAGNIFIED(720, 450, ColorScheme.DARK);

        final int width;
        final int height;
        final ColorScheme scheme;

        Screen(int width, int height, ColorScheme scheme) {
            this.width = width;
            this.height = height;
            this.scheme = scheme;
        }
    }

    private String customer() {
        Map<String, String> who = Map.of("email", "axe@example.org", "name", LONG_NAME);
        Client agent = annals.as(AGENT);
        agent.post("/contacts", Contacts.purchase("desk-axe-1", who, "49.90")).expect(201, 200);
        String id = agent.post(
                        "/contacts",
                        Contacts.contact(
                                "note",
                                "desk",
                                "desk-axe-2",
                                who,
                                Map.of(
                                        "text",
                                        "W".repeat(300) + "\nan address without a space",
                                        "mentions",
                                        List.of("axe"))))
                .expect(201, 200)
                .text("customer");
        agent.json("PUT", "/customers/" + id + "/consents/mail/newsletter", "").expect(200);
        return id;
    }

    private void task(String id, String customer, String title, String assignee, String due) {
        annals.as(AGENT)
                .post("/tasks", Tasks.task(id, customer, title, assignee, due))
                .expect(201);
    }

    @Test
    void axe_finds_nothing_on_any_page_and_in_any_state() {
        String id = customer();
        String task = "0198f0aa-0000-7000-8000-0000000000a1";
        task(
                "0198f0aa-0000-7000-8000-0000000000a2",
                id,
                "W".repeat(60) + " " + LONG_NAME,
                "axe",
                "2026-01-01T10:00:00Z");
        task("0198f0aa-0000-7000-8000-0000000000a3", id, "For whoever takes it", "team/lamps", "2030-01-01T10:00:00Z");
        try (BrowserContext person = browser.person();
                Socket colleague = Socket.open(annals.url(), annals.keyOf(AGENT))) {
            Desk desk = Staff.joins(person, annals, "axe", LONG_NAME, ADMINISTRATOR);
            Page page = desk.page();
            colleague.say("{\"here\":{\"customer\":\"" + id + "\",\"typing\":true,\"claim\":true}}");

            sound(page, "list", ALL);
            page.fill("#customers-q", "nobodyofthatname");
            assertThat(page.locator(".customers .empty")).isVisible();
            sound(page, "nobody", ".customers");
            page.fill("#customers-q", "");

            desk.at(id);
            assertThat(page.locator(".care")).containsText("agent takes care of this");
            sound(page, "customer", ALL);
            task(task, id, "Call back", "axe", "2030-01-01T10:00:00Z");
            assertThat(page.locator(".notice")).isVisible();
            sound(page, "notice", ".notices");
            entering(desk);
            dialogs(desk, id, task);

            desk.at(id, "?asOf=" + annals.as(AGENT).get("/customers/" + id).position());
            sound(page, "past", ALL);
            for (String where : List.of(
                    "numbers",
                    "admin/users",
                    "admin/keys",
                    "admin/sessions",
                    "admin/authorizations",
                    "tasks",
                    "mentions")) {
                page.navigate(annals.url() + "/#/" + where);
                assertThat(page.locator("main.page h1")).isVisible();
                page.waitForFunction("() => !document.querySelector('main.page').textContent.includes('Loading')");
                sound(page, where.replace('/', ' '), ALL);
            }
            assertThat(page.locator(".mention.new")).hasCount(0); // its customer has been looked at
            person.clearCookies();
            page.navigate(annals.url() + "/#/customers");
            page.reload();
            assertThat(page.locator("main.nobody")).isVisible();
            sound(page, "ended", ALL);
            all.assertThat(desk.complaints())
                    .allMatch(complaint -> complaint.contains("401") || complaint.contains("412"));
            all.assertAll();
        }
    }

    @Test
    void axe_finds_nothing_on_the_way_in_and_where_one_proves_once_more_who_one_is() {
        try (BrowserContext person = browser.person()) {
            Desk desk = Staff.joins(person, annals, "axe-door", "Dora", ADMINISTRATOR);
            Page page = desk.page();
            page.locator(".head button[aria-label='Keys and settings']").click();
            page.click("dialog a[href='/second-factor']");
            sound(page, "second factor", ALL);
            page.fill("[name=password]", Staff.PASSWORD);
            page.click("button.primary");
            String secret = page.locator("code").textContent();
            sound(page, "set up", ALL);
            page.fill("[name=code]", Totp.code(secret, Instant.now()));
            page.click("button.primary");
            assertThat(page.locator(".codes li")).hasCount(8);
            String recovery = page.locator(".codes code").first().textContent();
            sound(page, "recovery codes", ALL);
            page.click("a.primary");
            assertThat(page.locator(".welcome h1")).isVisible();

            proves(page, Totp.code(secret, Instant.now().plusSeconds(30)));

            person.clearCookies();
            page.navigate(annals.url() + "/login");
            sound(page, "login", ALL);
            page.fill("[name=name]", "axe-door");
            page.fill("[name=password]", Staff.PASSWORD);
            page.click("button.primary");
            assertThat(page.locator("[name=code]")).isFocused();
            sound(page, "code", ALL);
            page.fill("[name=code]", recovery);
            page.click("button.primary");
            assertThat(page.locator(".welcome h1")).isVisible();
            all.assertAll();
        }
    }

    /** What is done after the proof is what was asked before it. */
    private void proves(Page page, String code) {
        truth.database().getCollection("proofs").deleteMany(new Document()); // long ago
        page.navigate(annals.url() + "/#/admin/sessions");
        page.getByText("Log me out everywhere else").click();
        assertThat(page.locator("annals-proof dialog")).isVisible();
        sound(page, "proof", "annals-proof dialog");
        page.fill("#proof", "not the password");
        page.click("annals-proof button.primary");
        assertThat(page.locator("annals-proof .wrong")).isVisible();
        page.getByText("Use a code instead").click();
        page.fill("#proof", code);
        page.waitForResponse(
                answer -> answer.request().method().equals("DELETE") && answer.status() == 204,
                () -> page.click("annals-proof button.primary"));
        assertThat(page.locator("annals-proof")).hasCount(0);
        assertThat(page.locator("main .wrong")).hasCount(0);
    }

    private void entering(Desk desk) {
        Page page = desk.page();
        for (String kind : List.of("Call", "E-mail", "Visit", "Purchase", "Return", "Chat", "Form", "Interview")) {
            desk.begin(kind);
            assertThat(page.locator(".compose form")).isVisible();
            sound(page, "enter " + kind, ".compose");
        }
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".compose .wrong")).isVisible();
        sound(page, "enter, wrong", ".compose");
        desk.begin("Note");
        page.locator("textarea").pressSequentially("@max");
        assertThat(page.locator(".offers li").first()).isVisible();
        sound(page, "mention", ".compose");
        page.keyboard().press("Escape");
        page.locator(".compose .plain").last().click();
    }

    private void dialogs(Desk desk, String id, String task) {
        Page page = desk.page();
        page.locator(".card header button").click();
        sound(page, "correct", "dialog");
        annals.as(AGENT)
                .json(
                        "PATCH",
                        "/customers/" + id,
                        "{\"attributes\":{\"city\":\"Bergen\"}}",
                        "If-Match",
                        "\"" + annals.as(AGENT).get("/customers/" + id).json().path("version") + "\"")
                .expect(200);
        page.fill("#correct-city", "Oslo");
        page.click("dialog button.primary");
        assertThat(page.locator(".compare")).isVisible();
        sound(page, "compare", "dialog");
        page.keyboard().press("Escape");

        page.getByText("New task").click();
        sound(page, "task", "dialog");
        page.keyboard().press("Escape");
        page.locator("[data-task='" + task + "'] button").click();
        annals.as(AGENT).json("PATCH", "/tasks/" + task, "{\"assignee\":\"agent\"}", "If-Match", "\"0\"");
        page.fill("#task-due", "2031-01-01T10:00");
        page.click("dialog button.primary");
        assertThat(page.locator(".compare")).isVisible();
        sound(page, "task, compare", "dialog");
        page.keyboard().press("Escape");
        page.locator(".whose h1").click();
        page.keyboard().press("p");
        sound(page, "points", "dialog");
        page.keyboard().press("Escape");
        page.keyboard().press("Control+k");
        page.keyboard().type("a");
        sound(page, "palette", "dialog");
        page.keyboard().press("Escape");
        page.locator(".head button[aria-label='Keys and settings']").click();
        assertThat(page.locator("dialog")).isVisible();
        sound(page, "help", "dialog");
        page.keyboard().press("Escape");
    }

    @Test
    void all_languages_show_the_page_without_a_missing_text() {
        String id = customer();
        for (String language : List.of("en-GB", "uk-UA", "ru-RU", "az-AZ", "sr-RS")) {
            try (BrowserContext anna = browser.person(new NewContextOptions().setLocale(language))) {
                Desk desk = Desk.open(anna, annals, ADMINISTRATOR).at(id);
                assertThat(String.valueOf(desk.says("() => document.documentElement.lang")))
                        .startsWith(language.substring(0, 2));
                assertThat(desk.page().locator(".day").first()).isVisible();
                for (String page : List.of("tasks", "mentions")) {
                    desk.page().navigate(annals.url() + "/#/" + page);
                    assertThat(desk.page().locator("main.page h1")).isVisible();
                }
                assertThat(desk.complaints()).as(language).isEmpty();
            }
        }
    }

    /**
     * Looks at what is new in this state on all screens, without loading anything again.
     *
     * @param part what was not there before; all else has been looked at in an earlier state
     */
    private void sound(Page page, String state, String part) {
        assertThat(page.locator(part).first()).isAttached();
        axeIn(page);
        for (Screen screen : Screen.values()) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(screen.scheme));
            page.setViewportSize(screen.width, screen.height);
            Object found = page.evaluate("""
                async ([part, rules]) => {
                  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
                  await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})));
                  const { violations } = await axe.run(part, { runOnly: rules, resultTypes: ["violations"], preload: false });
                  return violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html, failureSummary }) => html.slice(0, 160) + " " + failureSummary).join(" | "));
                }\
                """, List.of(part, rules(screen)));
            all.assertThat((List<?>) Objects.requireNonNull(found))
                    .as("what axe finds: %s, %s", state, screen)
                    .isEmpty();
            all.assertThat(page.evaluate(
                            "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as("sideways scrolling: %s, %s", state, screen)
                    .isEqualTo(0);
            if (PICTURES) {
                String name = screen.name().toLowerCase(Locale.ROOT) + " " + state + ".png";
                page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "desk", name)));
            }
        }
        page.setViewportSize(Screen.LIGHT.width, Screen.LIGHT.height);
    }

    /** Once a load of the page. */
    static void axeIn(Page page) {
        if (Boolean.FALSE.equals(page.evaluate("() => Boolean(window.axe)"))) {
            page.evaluate(AXE);
        }
    }

    private static List<String> rules(Screen screen) {
        return screen == Screen.DARK
                ? List.of("color-contrast")
                : List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
    }

    private static String axe() {
        try (InputStream script = DeskAccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
