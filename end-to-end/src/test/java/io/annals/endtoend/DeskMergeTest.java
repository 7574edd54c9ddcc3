package io.annals.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.annals.edge.Role.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two customers are made one on the desk, seen as one, and parted. */
@ExtendWith(Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskMergeTest {
    private static final ContainsTextOptions SOON = new ContainsTextOptions().setTimeout(Desk.SOON);

    private final Annals annals;
    private final BrowserContext person;
    private final Desk desk;
    private final String unique = "u" + UUID.randomUUID().toString().substring(0, 8);

    DeskMergeTest(Annals annals, Browser browser) {
        this.annals = annals;
        person = browser.person();
        desk = Desk.open(person, annals, AGENT);
    }

    @AfterAll
    void leave() {
        person.close();
    }

    private String customer(String name, String city) {
        return annals.as(AGENT)
                .post(
                        "/customers",
                        Map.of(
                                "name", name + " " + unique,
                                "attributes", Map.of("city", city),
                                "identities",
                                        List.of(Map.of(
                                                "kind", "email", "value", name + "-" + unique + "@example.org"))))
                .expect(201)
                .text("customer");
    }

    @Test
    void another_is_found_compared_merged_shown_under_one_address_and_parted_again() {
        String ann = customer("ann", "Kyiv");
        String bea = customer("bea", "Baku");
        annals.as(AGENT)
                .post("/contacts", Contacts.note("m-" + unique, Map.of("id", bea), "Note of Bea " + unique))
                .expect(201);
        Page page = desk.at(ann).page();
        Locator section = page.locator("annals-merged");
        assertThat(section).containsText("Merged with nobody.", SOON);

        section.locator("button.link").click();
        page.fill("#merge-q", unique);
        page.locator("dialog button.primary").click();
        Locator found = page.locator("dialog li button");
        assertThat(found).hasCount(1);
        sound(page);
        found.click();
        Locator dialog = page.locator("dialog");
        assertThat(dialog).containsText("bea-" + unique + "@example.org", SOON);
        assertThat(dialog.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("Baku")))
                .containsText("Kyiv");
        sound(page);
        page.fill("#merge-reason", "The same person " + unique);
        dialog.locator("button.primary").click();

        assertThat(section).containsText("The same person " + unique, SOON);
        assertThat(page.locator("annals-card")).containsText("bea-" + unique + "@example.org", SOON);
        desk.sees("Note of Bea " + unique);
        assertThat(desk.entry("Merged with another customer").first()).containsText("The same person", SOON);
        page.navigate(annals.url() + "/#/customers/" + bea);
        assertThat(page).hasURL(Pattern.compile(".*#/customers/" + ann));
        assertThat(section).containsText("The same person " + unique, SOON);
        sound(page);

        page.onceDialog(Dialog::accept);
        section.locator("li button.link").click();

        assertThat(section).containsText("Merged with nobody.", SOON);
        assertThat(desk.entry("Parted from another customer").first()).isVisible();
        desk.at(bea);
        assertThat(page.locator("annals-card")).not().containsText("ann-" + unique);
        desk.sees("Note of Bea " + unique);
        assertThat(desk.complaints()).isEmpty();
    }

    private static void sound(Page page) {
        DeskAccessibilityTest.axeIn(page);
        Object found = page.evaluate("""
            async () => {
              await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})));
              const { violations } = await axe.run(document.querySelector("dialog") ?? "annals-merged",
                { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"], preload: false });
              return violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html }) => html).join(" | "));
            }\
            """);
        assertThat((List<?>) Objects.requireNonNull(found)).isEmpty();
    }
}
