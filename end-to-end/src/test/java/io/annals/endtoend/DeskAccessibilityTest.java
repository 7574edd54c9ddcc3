package io.annals.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.annals.edge.Role.ADMINISTRATOR;
import static io.annals.edge.Role.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** WCAG 2.2 AA, as far as axe-core can tell; dark and light, narrow, magnified. */
@ExtendWith(Shared.class)
class DeskAccessibilityTest {
    private static final String AXE = axe();

    private final Annals annals;
    private final SoftAssertions all = new SoftAssertions();

    DeskAccessibilityTest(Annals annals) {
        this.annals = annals;
    }

    enum Screen {
        LIGHT(1440, 900, 1, ColorScheme.LIGHT),
        DARK(1440, 900, 1, ColorScheme.DARK),
        NARROW(390, 844, 1, ColorScheme.LIGHT),
        /** A screen of 1440 by 900 at a zoom of 200 %. */
        MAGNIFIED(720, 450, 2, ColorScheme.DARK);

        final int width;
        final int height;
        final double scale;
        final ColorScheme scheme;

        Screen(int width, int height, double scale, ColorScheme scheme) {
            this.width = width;
            this.height = height;
            this.scale = scale;
            this.scheme = scheme;
        }
    }

    private String customer() {
        Map<String, String> who = Map.of(
                "email",
                "axe@example.org",
                "name",
                "Wolfeschlegelsteinhausenbergerdorff-Nguyễn, Maximiliane Bartholomäa");
        annals.as(AGENT)
                .post("/contacts", Contacts.purchase("desk-axe-1", who, "49.90"))
                .expect(201, 200);
        String id = annals.as(AGENT)
                .post("/contacts", Contacts.note("desk-axe-2", who, "W".repeat(300) + "\nan address without a space"))
                .expect(201, 200)
                .text("customer");
        annals.as(AGENT)
                .json("PUT", "/customers/" + id + "/consents/mail/newsletter", "")
                .expect(200);
        return id;
    }

    @ParameterizedTest
    @EnumSource
    void axe_finds_nothing_on_any_page_and_in_any_state(Screen screen) {
        String id = customer();
        try (Browser browser = Browser.open();
                BrowserContext anna = browser.person(new NewContextOptions()
                        .setViewportSize(screen.width, screen.height)
                        .setDeviceScaleFactor(screen.scale)
                        .setColorScheme(screen.scheme))) {
            Desk desk = Desk.open(anna, annals, ADMINISTRATOR);
            Page page = desk.page();
            assertThat(page.locator(".people li").first()).isVisible();
            sound(page, screen, "list");
            page.locator(".people").evaluate("() => document.querySelector('#customers-q').focus()");
            page.fill("#customers-q", "nobodyofthatname");
            assertThat(page.locator(".customers .empty")).isVisible();
            sound(page, screen, "nobody");

            desk.at(id);
            sound(page, screen, "customer");
            for (String kind : List.of("Note", "Call", "E-mail", "Visit", "Purchase", "Return", "Interview")) {
                desk.begin(kind);
                assertThat(page.locator(".compose form")).isVisible();
                sound(page, screen, "enter " + kind);
            }
            page.keyboard().press("Control+Enter");
            assertThat(page.locator(".compose .wrong")).isVisible();
            sound(page, screen, "enter, wrong");
            page.locator(".card header button").click();
            sound(page, screen, "correct");
            page.keyboard().press("Escape");
            page.keyboard().press("Control+k");
            page.keyboard().type("a");
            sound(page, screen, "palette");
            page.keyboard().press("Escape");
            page.locator(".head button[aria-label='Keys and settings']").click();
            assertThat(page.locator("dialog")).isVisible();
            sound(page, screen, "help");
            page.keyboard().press("Escape");

            desk.at(id, "?asOf=" + annals.as(AGENT).get("/customers/" + id).position());
            sound(page, screen, "past");
            for (String where : List.of("numbers", "admin/users", "admin/keys", "admin/sessions", "tasks")) {
                page.navigate(annals.url() + "/#/" + where);
                assertThat(page.locator("main.page h1")).isVisible();
                page.waitForFunction("() => !document.querySelector('main.page').textContent.includes('Loading')");
                sound(page, screen, where.replace('/', ' '));
            }
            anna.clearCookies();
            page.navigate(annals.url() + "/#/customers");
            page.reload();
            assertThat(page.locator("main.nobody")).isVisible();
            sound(page, screen, "ended");
            all.assertThat(desk.complaints()).allMatch(complaint -> complaint.contains("401"));
            all.assertAll();
        }
    }

    @Test
    void all_languages_show_the_page_without_a_missing_text() {
        String id = customer();
        for (String language : List.of("en-GB", "uk-UA", "ru-RU", "az-AZ", "sr-RS")) {
            try (Browser browser = Browser.open();
                    BrowserContext anna = browser.person(new NewContextOptions().setLocale(language))) {
                Desk desk = Desk.open(anna, annals, ADMINISTRATOR).at(id);
                assertThat(String.valueOf(desk.says("() => document.documentElement.lang")))
                        .startsWith(language.substring(0, 2));
                assertThat(desk.page().locator(".day").first()).isVisible();
                assertThat(desk.complaints()).as(language).isEmpty();
            }
        }
    }

    private void sound(Page page, Screen screen, String state) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(
                        "target", "desk", screen.name().toLowerCase(java.util.Locale.ROOT) + " " + state + ".png")));
        page.evaluate(AXE);
        Object found = page.evaluate("""
            async () => {
              await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})));
              const { violations } = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
              return violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html, failureSummary }) => html.slice(0, 160) + " " + failureSummary).join(" | "));
            }\
            """);
        all.assertThat((List<?>) Objects.requireNonNull(found))
                .as("what axe finds: %s, %s", state, screen)
                .isEmpty();
        all.assertThat(page.evaluate(
                        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("sideways scrolling: %s, %s", state, screen)
                .isEqualTo(0);
    }

    private static String axe() {
        try (InputStream script = DeskAccessibilityTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
