package io.annals.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.annals.edge.Role.ADMINISTRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.Cookie;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Definitions on the desk: a manager writes one in Ukrainian, an administrator approves it in Azerbaijani. */
@ExtendWith(Shared.class)
class DeskDefinitionsTest {
    private static final ContainsTextOptions SOON = new ContainsTextOptions().setTimeout(Desk.SOON);

    private static final String PROBABILITY = "(\"probability\": )\\d+";

    private final Annals annals;
    private final Browser browser;
    private final String name = "p-" + UUID.randomUUID().toString().substring(0, 8);

    DeskDefinitionsTest(Annals annals, Browser browser) {
        this.annals = annals;
        this.browser = browser;
    }

    private BrowserContext person(String locale, String key) {
        BrowserContext person = browser.person(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(1440, 900)
                .setLocale(locale));
        person.addCookies(List.of(new Cookie("annals_key", key).setUrl(annals.url())));
        return person;
    }

    private Locator version(Page page, int number) {
        return page.locator("[data-definition=" + name + "] [data-version='" + number + "']");
    }

    private static Locator button(Locator within, String label) {
        return within.locator("button").filter(new Locator.FilterOptions().setHasText(label));
    }

    @Test
    void a_definition_is_tried_drafted_and_submitted_by_one_person_and_approved_and_withdrawn_by_another() {
        String manager = annals.as(ADMINISTRATOR)
                .post("/keys", Map.of("name", "manager-" + name, "role", "manager"))
                .expect(201)
                .text("secret");
        try (BrowserContext one = person("uk-UA", manager);
                BrowserContext other = person("az-AZ", annals.keyOf(ADMINISTRATOR))) {
            Desk desk = Desk.window(one, annals.url() + "/#/definitions");
            Page page = desk.page();
            button(page.locator("[data-kind=pipeline]"), "Нове визначення").click();
            page.fill("#definition-name", name);
            String content = page.inputValue("#definition-content");
            page.fill("#definition-content", "{");
            button(page.locator("dialog"), "Випробувати").click();
            assertThat(page.locator("dialog .wrong")).containsText("Це не JSON.", SOON);
            page.fill("#definition-content", content.replaceFirst(PROBABILITY, "$1250"));
            page.locator("dialog button.primary").click();
            assertThat(page.locator("dialog .wrong")).containsText("/content/stages/0/probability", SOON);
            page.fill("#definition-content", content.replaceFirst(PROBABILITY, "$135"));
            button(page.locator("dialog"), "Випробувати").click();
            assertThat(page.locator("dialog table")).containsText("35", SOON);
            page.locator("dialog button.primary").click();
            assertThat(version(page, 1)).containsText("чернетка", SOON);
            button(version(page, 1), "Подати").click();
            page.locator("dialog button.primary").click();
            assertThat(version(page, 1)).containsText("чекає на затвердження", SOON);
            button(version(page, 1), "Затвердити").click();
            assertThat(page.locator("main .wrong")).containsText("Затверджує інша людина", SOON);

            Desk second = Desk.window(other, annals.url() + "/#/definitions");
            button(version(second.page(), 1), "Təsdiqlə").click();
            assertThat(version(second.page(), 1)).containsText("qüvvədədir", SOON);
            second.page().onDialog(com.microsoft.playwright.Dialog::accept);
            button(version(second.page(), 1), "Geri götür").click();
            assertThat(version(second.page(), 1)).containsText("geri götürülüb", SOON);
            assertThat(second.complaints()).isEmpty();
            assertThat(desk.complaints()).allMatch(refused -> refused.contains("422") || refused.contains("409"));
        }
    }
}
