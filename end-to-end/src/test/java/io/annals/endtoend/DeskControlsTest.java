package io.annals.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.annals.edge.Role.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a control shows is what is: also after one has been at another customer and is back. And what one looks for is where one lands. */
@ExtendWith(Shared.class)
class DeskControlsTest {
    private static final ContainsTextOptions SOON = new ContainsTextOptions().setTimeout(Desk.SOON);

    private final Annals annals;
    private final Browser browser;

    DeskControlsTest(Annals annals, Browser browser) {
        this.annals = annals;
        this.browser = browser;
    }

    private String customer(String name) {
        return contact(
                name,
                "email",
                "mail",
                "first",
                "2026-03-01T14:05:00Z",
                Map.of("subject", "First of " + name, "text", "Hello."));
    }

    private String contact(String name, String kind, String channel, String id, String when, Map<String, ?> content) {
        Map<String, Object> contact = Contacts.contact(
                kind,
                channel,
                "controls-" + name + id,
                Map.of("name", name, "email", name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@example.org"),
                content);
        contact.put("occurredAt", when);
        return annals.as(AGENT).post("/contacts", contact).expect(201).text("customer");
    }

    private String withMany(String name, int many) {
        String id = customer(name);
        for (int i = 1; i <= many; i++) {
            contact(
                    name,
                    "chat",
                    "chat",
                    "chat" + i,
                    "2026-04-%02dT10:00:00Z".formatted(1 + i % 28),
                    Map.of("text", "line %d of %s".formatted(i, name)));
        }
        return id;
    }

    @Test
    void what_is_shown_of_a_timeline_is_what_its_controls_say_also_after_another_customer() {
        String amy = customer("Amy Shown");
        String ben = customer("Ben Shown");
        contact("Amy Shown", "chat", "chat", "chat", "2026-03-02T10:00:00Z", Map.of("text", "chat of Amy"));
        contact("Ben Shown", "chat", "chat", "chat", "2026-03-02T10:00:00Z", Map.of("text", "chat of Ben"));
        try (BrowserContext anna = browser.person()) {
            Desk desk = Desk.open(anna, annals, AGENT).at(amy);
            Page page = desk.page();
            Locator show = page.locator(".bar select");
            show.selectOption("email");
            assertThat(desk.entry("chat of Amy")).hasCount(0);
            assertThat(desk.entry("First of Amy Shown")).hasCount(1);

            page.getByText("Add an address or number").click();
            page.fill(".add input[name=value]", "+15551234567");

            desk.at(ben);
            assertThat(page.locator(".add input[name=value]")).hasValue("");
            assertThat(show).hasValue("");
            desk.sees("chat of Ben");
            desk.at(amy);
            assertThat(show).hasValue("");
            desk.sees("chat of Amy");

            page.fill("#jump", "2026-03-01");
            assertThat(page.locator(".entries li.marked")).containsText("First of Amy");
            desk.at(ben);
            assertThat(page.locator("#jump")).hasValue("");
            assertThat(page.locator(".entries li.marked")).hasCount(0);
            desk.at(amy);
            assertThat(page.locator("#jump")).hasValue("");
            assertThat(page.locator(".entries li").first()).isVisible();
        }
    }

    @Test
    void a_list_s_controls_show_what_a_saved_view_has_chosen() {
        try (BrowserContext anna = browser.person()) {
            Desk desk = Staff.joins(anna, annals, "vivian", "Vivian View", AGENT);
            Page page = desk.page();
            Locator sort = page.locator(".filters select").first();
            page.onDialog(dialog -> dialog.accept("By money"));
            sort.selectOption("money");
            page.locator(".filters summary").click();
            page.getByText("Save this view").click();
            assertThat(page.locator(".filters details")).containsText("By money");
            sort.selectOption("frequency");
            assertThat(sort).hasValue("frequency");
            page.getByText("By money").click();
            assertThat(sort).hasValue("money");
            page.locator(".segments button").nth(1).click();
            assertThat(sort).hasValue("");
            page.getByText("By money").click();
            assertThat(sort).hasValue("money");
        }
    }

    private void consent(String customer, String channel) {
        annals.as(AGENT)
                .json("PUT", "/customers/" + customer + "/consents/" + channel + "/newsletter", "")
                .expect(200, 201, 204);
    }

    @Test
    void a_consent_is_ticked_as_long_as_it_is_given() {
        String cleo = customer("Cleo Consent");
        String dora = customer("Dora Consent");
        for (String channel : new String[] {"mail", "phone"}) {
            consent(cleo, channel);
        }
        consent(dora, "mail");
        try (BrowserContext anna = browser.person()) {
            Desk desk = Desk.open(anna, annals, AGENT).at(cleo);
            Locator mail = desk.page()
                    .locator(".consent")
                    .filter(new Locator.FilterOptions().setHasText("mail"))
                    .locator("input");
            assertThat(mail).isChecked();
            mail.uncheck();
            assertThat(desk.page().locator(".consent").filter(new Locator.FilterOptions().setHasText("mail")))
                    .containsText("withdrawn", SOON);
            desk.at(dora);
            assertThat(mail).isChecked();
            desk.at(cleo);
            assertThat(mail).not().isChecked();
            desk.page().route("**/consents/**", route -> route.abort());
            mail.click(); // which does not come about
            assertThat(desk.page().locator(".card .wrong")).isVisible();
            assertThat(mail).not().isChecked();
        }
    }

    @Test
    void a_note_makes_nobody_wait_less_and_is_no_contact() {
        String finn = customer("Finn Waits");
        try (BrowserContext anna = browser.person()) {
            Desk desk = Desk.open(anna, annals, AGENT).at(finn);
            desk.note("who knows his lamp?");
            desk.sees("who knows his lamp?");
            assertThat(annals.as(AGENT).get("/customers/" + finn).text("lastContact"))
                    .isEqualTo("2026-03-01T14:05:00Z");
            assertThat(annals.as(AGENT)
                            .get("/customers/" + finn)
                            .json()
                            .at("/waiting/since")
                            .asString())
                    .isEqualTo("2026-03-01T14:05:00Z");
        }
    }

    @Test
    void what_was_searched_for_and_the_day_that_was_jumped_to_are_where_one_lands() {
        String gus = withMany("Gus Long", 130);
        contact(
                "Gus Long",
                "chat",
                "chat",
                "needle",
                "2026-03-05T10:00:00Z",
                Map.of("text", "a quillwort in a haystack"));
        try (BrowserContext anna = browser.person()) {
            Desk desk = Desk.open(anna, annals, AGENT);
            Page page = desk.page();
            page.fill("#customers-q", "quillwort");
            page.locator(".people a")
                    .filter(new Locator.FilterOptions().setHasText("quillwort"))
                    .click();
            Locator marked = page.locator(".entries li.marked");
            assertThat(marked).containsText("a quillwort in a haystack");
            assertThat(marked).isInViewport();

            page.fill("#jump", "2026-04-03");
            assertThat(marked).containsText("line 114 of Gus Long"); // the last of that day
            assertThat(marked).isInViewport();
            assertThat(page.locator("#jump")).isFocused();
        }
        assertThat(gus).isNotEmpty();
    }

    @Test
    void what_comes_while_one_reads_further_down_is_told_and_nothing_moves_and_one_s_own_is_confirmed() {
        String hal = withMany("Hal Reads", 40);
        try (BrowserContext anna = browser.person()) {
            Desk desk = Desk.open(anna, annals, AGENT).at(hal);
            Page page = desk.page();
            page.locator(".log").evaluate("log => log.scrollTo(0, 900)");
            page.waitForFunction("() => document.querySelector('.log').scrollTop > 500");
            annals.as(AGENT)
                    .post("/contacts", Contacts.note("controls-pill", Map.of("id", hal), "news for Hal"))
                    .expect(201);
            contact(
                    "Hal Reads",
                    "chat",
                    "chat",
                    "pill",
                    java.time.Instant.now().toString(),
                    Map.of("text", "and from Hal"));
            Locator pill = page.locator(".news button.pill");
            assertThat(pill).containsText("newer entr", SOON);
            pill.click();
            desk.sees("and from Hal");
            assertThat(pill).hasCount(0);

            desk.note("mine, and seen");
            assertThat(page.locator(".news .done")).containsText("Recorded: Note: mine, and seen", SOON);
        }
    }
}
