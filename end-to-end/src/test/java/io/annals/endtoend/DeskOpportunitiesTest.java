package io.annals.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.annals.edge.Role.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Opportunities on the desk, in Serbian. */
@ExtendWith(Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskOpportunitiesTest {
    private static final ContainsTextOptions SOON = new ContainsTextOptions().setTimeout(Desk.SOON);

    private final Annals annals;
    private final BrowserContext person;
    private final Desk desk;
    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    DeskOpportunitiesTest(Annals annals, Browser browser) {
        this.annals = annals;
        person = browser.person(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(1440, 900)
                .setLocale("sr-Latn-RS"));
        desk = Desk.open(person, annals, AGENT);
    }

    @AfterAll
    void leave() {
        person.close();
    }

    @Test
    void one_is_opened_at_a_customer_moves_on_the_page_by_itself_and_is_lost_with_a_reason() {
        String customer = annals.as(AGENT)
                .post(
                        "/contacts",
                        Contacts.note("desk-opp-" + unique, Map.of("email", unique + "@example.org"), "is known"))
                .expect(201)
                .text("customer");
        Page page = desk.at(customer).page();
        page.locator("annals-opportunities-of button.link").click();
        assertThat(page.locator("dialog")).containsText("Nova prilika");
        page.fill("#opportunity-title", "Krov " + unique);
        page.fill("#opportunity-amount", "5.000,50");
        page.selectOption("#opportunity-stage", "proposal");
        page.locator("dialog button.primary").click();
        Locator card = page.locator("annals-opportunities-of .todo");
        assertThat(card).containsText("Krov " + unique, SOON);
        assertThat(card).containsText("Ponuda");
        assertThat(desk.entry("Prilika otvorena")).containsText("Krov " + unique, SOON);

        page.navigate(annals.url() + "/#/opportunities");
        Locator one = page.locator("[data-opportunity]").filter(new Locator.FilterOptions().setHasText(unique));
        assertThat(column(page, "proposal")).containsText("Krov " + unique, SOON);
        assertThat(column(page, "proposal")).containsText("ponderisano");
        String id = String.valueOf(one.getAttribute("data-opportunity"));
        annals.as(AGENT)
                .json("PUT", "/opportunities/" + id + "/stage", "{\"stage\":\"negotiation\"}")
                .expect(200);
        assertThat(column(page, "negotiation")).containsText("Krov " + unique, SOON);

        one.locator("button").click();
        page.locator("dialog button.danger").click();
        page.selectOption("#opportunity-reason", "price");
        page.fill("#opportunity-text", "Preskupo " + unique);
        page.locator("dialog button.primary").click();
        assertThat(one).hasCount(0);
        desk.at(customer);
        assertThat(desk.entry("Prilika izgubljena")).containsText("Cena", SOON);
        assertThat(desk.entry("Prilika izgubljena")).containsText("Preskupo " + unique);
        assertThat(desk.entry("Prilika izgubljena")).containsText("Krov " + unique);
        assertThat(desk.complaints()).isEmpty();
    }

    private static Locator column(Page page, String stage) {
        return page.locator("annals-opportunities section[data-stage=" + stage + "]");
    }
}
