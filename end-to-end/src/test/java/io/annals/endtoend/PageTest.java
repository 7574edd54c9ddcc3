package io.annals.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.annals.edge.Role.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page, as an agent sees it in two windows. */
@ExtendWith(Shared.class)
class PageTest {
    private static final double A_SECOND = 1_000;

    private final Annals annals;

    PageTest(Annals annals) {
        this.annals = annals;
    }

    @Test
    void what_is_entered_in_one_window_appears_in_the_other_within_a_second() {
        Client agent = annals.as(AGENT);
        Map<String, String> nora = Map.of("email", "nora.quist@example.org", "name", "Nora Quist");
        agent.post(
                        "/contacts",
                        Contacts.contact(
                                "email",
                                "mail",
                                "page-1",
                                nora,
                                Map.of("subject", "My lamp flickers", "text", "Since Tuesday it does not stop.")))
                .expect(201);
        agent.post("/contacts", Contacts.purchase("page-2", Map.of("email", "nora.quist@example.org"), "49.90"))
                .expect(201);
        try (Browser browser = Browser.open();
                BrowserContext person = browser.person()) {
            List<String> complaints = new ArrayList<>();
            person.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    complaints.add(message.text());
                }
            });
            person.onWebError(error -> complaints.add(error.error()));
            Page one = person.newPage();
            one.navigate(annals.loginLink());
            one.fill("[name=name]", "nadia");
            one.fill("[name=password]", "lamp-orchard-quarry-7");
            one.fill("[name=again]", "lamp-orchard-quarry-7");
            one.click("button");
            one.waitForURL(annals.url() + "/");
            Page other = person.newPage();
            other.navigate(annals.url());
            openNora(one);
            openNora(other);

            one.selectOption("[name=kind]", "note");
            one.fill("[name=text]", "She asks for a call on Thursday.");
            one.click("#contact button");
            Locator fresh = other.locator("#timeline li")
                    .filter(new Locator.FilterOptions().setHasText("She asks for a call on Thursday."));
            assertThat(fresh).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(A_SECOND));
            assertThat(one.locator("#timeline li").first()).containsText("She asks for a call on Thursday.");

            other.selectOption("[name=kind]", "purchase");
            other.fill("[name=product]", "Bulbs");
            other.fill("[name=price]", "11.96");
            other.click("#contact button");
            assertThat(one.locator("#timeline"))
                    .containsText("Bulbs", new LocatorAssertions.ContainsTextOptions().setTimeout(A_SECOND));
            assertThat(one.locator("#card")).containsText("2 purchases");
            assertThat(one.locator("#card")).containsText("60");

            one.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "page.png")));
            assertThat(complaints).as("what the browser complained about").isEmpty();
        }
    }

    @Test
    void without_a_login_the_page_says_what_to_do() {
        try (Browser browser = Browser.open();
                BrowserContext stranger = browser.person()) {
            Page page = stranger.newPage();
            page.navigate(annals.url());
            assertThat(page.locator("#list-note")).containsText("log in");
        }
    }

    private static void openNora(Page page) {
        page.fill("#q", "nora");
        page.locator("#list button")
                .filter(new Locator.FilterOptions().setHasText("Nora Quist"))
                .click();
        assertThat(page.locator("#timeline")).containsText("My lamp flickers");
        assertThat(page.locator("#connection")).containsText("live");
    }
}
