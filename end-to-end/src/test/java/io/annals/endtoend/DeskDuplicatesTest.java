package io.annals.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.annals.edge.Role.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Likely duplicates on the desk, in Azerbaijani. */
@ExtendWith(Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskDuplicatesTest {
    private static final ContainsTextOptions SOON = new ContainsTextOptions().setTimeout(Desk.SOON);
    private static final HasCountOptions COUNTED = new HasCountOptions().setTimeout(Desk.SOON);

    private final Annals annals;
    private final BrowserContext person;
    private final Desk desk;
    private final String unique = UUID.randomUUID().toString().substring(0, 8).replaceAll("[0-9]", "q");

    DeskDuplicatesTest(Annals annals, Browser browser) {
        this.annals = annals;
        person = browser.person(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(1440, 900)
                .setLocale("az-AZ"));
        desk = Desk.open(person, annals, AGENT);
    }

    @AfterAll
    void leave() {
        person.close();
    }

    private String customer(String name, String domain) {
        return annals.as(AGENT)
                .post(
                        "/customers",
                        Map.of(
                                "name",
                                name,
                                "identities",
                                List.of(Map.of("kind", "email", "value", unique + "@" + domain)),
                                "attributes",
                                Map.of("birthDate", "1980-04-12", "city", "Bakı")))
                .expect(201)
                .text("customer");
    }

    private Locator pair(String one) {
        return desk.page().locator("annals-duplicates [data-pair*='" + one + "']");
    }

    @Test
    void two_stand_side_by_side_with_the_reasons_and_are_told_apart_and_that_is_taken_back() {
        String one = customer("Leyla " + unique, "example.org");
        String other = customer("Leila " + unique, "example.net");
        annals.as(AGENT)
                .get("/duplicates?atLeast="
                        + annals.as(AGENT).get("/customers/" + other).position())
                .expect(200);
        Page page = desk.page();
        page.navigate(annals.url() + "/#/duplicates");
        assertThat(pair(one)).containsText("1980", SOON);
        assertThat(pair(one)).containsText("example.net");
        pair(one).locator("summary").click();
        assertThat(pair(one)).containsText("Doğum tarixi: eyni");
        assertThat(pair(one)).containsText("Soyad: eyni");

        pair(one).locator("button.distinct").click();
        assertThat(pair(one)).hasCount(0, COUNTED);
        page.locator("annals-duplicates [role=status] button.link").click();
        assertThat(pair(one)).hasCount(1, COUNTED);

        desk.at(one);
        assertThat(desk.entry("Eyni deyil")).containsText("digər müştəri", SOON);
        assertThat(desk.complaints()).isEmpty();
    }
}
