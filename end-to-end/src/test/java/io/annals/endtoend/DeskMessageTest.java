package io.annals.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.annals.edge.Role.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Messages by hand, in Ukrainian. */
@ExtendWith(Shared.class)
class DeskMessageTest {
    private static final ContainsTextOptions SOON = new ContainsTextOptions().setTimeout(Desk.SOON);

    private final Annals annals;
    private final Browser browser;
    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    DeskMessageTest(Annals annals, Browser browser) {
        this.annals = annals;
        this.browser = browser;
    }

    @Test
    void a_message_is_a_picture_without_words_or_words_but_not_nothing() {
        String customer = annals.as(AGENT)
                .post(
                        "/contacts",
                        Contacts.note("desk-msg-" + unique, Map.of("email", unique + "@example.org"), "is known"))
                .expect(201)
                .text("customer");
        try (BrowserContext person = browser.person(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(1440, 900)
                .setLocale("uk-UA"))) {
            Desk desk = Desk.open(person, annals, AGENT).at(customer);
            Page page = desk.page();
            desk.begin("Повідомлення");
            page.fill("[name=address]", "+380441234567");
            page.keyboard().press("Control+Enter");
            assertThat(page.locator("#compose-wrong")).isVisible();

            page.fill("[name=mediaType]", "Зображення");
            page.keyboard().press("Control+Enter");

            assertThat(desk.entry("+380441234567")).containsText("Зображення", SOON);
            assertThat(desk.complaints()).isEmpty();
        }
        JsonNode entry = annals.as(AGENT)
                .get("/customers/" + customer + "/timeline?kind=message")
                .json()
                .path("entries")
                .path(0);
        assertThat(entry.path("content").path("mediaType").asString()).isEqualTo("image/jpeg");
    }
}
