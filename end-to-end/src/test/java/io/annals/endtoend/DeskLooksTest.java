package io.annals.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.annals.edge.Role.ADMINISTRATOR;
import static io.annals.edge.Role.AGENT;
import static io.annals.edge.Role.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What stands on the desk, and how much room it takes. */
@ExtendWith(Shared.class)
class DeskLooksTest {
    private static final String LONG_NAME = "Maximiliane Wolfeschlegelstein-Nguyễn";

    private final Annals annals;
    private final Browser browser;
    private final Client agent;

    DeskLooksTest(Annals annals, Browser browser) {
        this.annals = annals;
        this.browser = browser;
        this.agent = annals.as(AGENT);
    }

    /** Somebody who has written, bought for 49.90 dollars, and brought it back. */
    private String customer(String externalId, String name) {
        Map<String, String> who = Map.of("email", externalId + "@example.org", "name", name);
        String id = agent.post(
                        "/contacts",
                        Contacts.contact(
                                "email",
                                "mail",
                                externalId + "-mail",
                                who,
                                Map.of("from", who.get("email"), "subject", "My lamp", "text", "It flickers.")))
                .expect(201)
                .text("customer");
        agent.post("/contacts", Contacts.purchase("R-" + externalId, who, "49.90"))
                .expect(201);
        return id;
    }

    @Test
    void a_purchase_is_one_entry_with_its_receipt_and_points_and_a_return_names_what_came_back() {
        String id = customer("looks-goods", "Gina Goods");
        agent.post("/contacts", Contacts.back("looks-back", "R-looks-goods")).expect(201);
        try (BrowserContext person = browser.person()) {
            Desk desk = Desk.open(person, annals, AGENT).at(id);
            Locator bought = desk.entry("Purchase");
            assertThat(bought).hasCount(1);
            assertThat(bought).containsText("Receipt R-looks-goods");
            assertThat(bought).containsText("+49 points");
            assertThat(bought).not().containsText("not known here"); // all of what was told of it has been read
            Locator back = desk.entry("Return");
            assertThat(back).hasCount(1);
            assertThat(back).containsText("1 × Lamp");
            assertThat(back).containsText("−49 points");
            assertThat(back).containsText("bought: Receipt R-looks-goods");
            assertThat(desk.entry("Points earned")).hasCount(0);
        }
    }

    @Test
    void changes_are_folded_and_say_what_was_there_before() {
        String id = customer("looks-changes", "Carla Before");
        long position = 0;
        for (String city : List.of("Bergen", "Oslo")) {
            String version = agent.get("/customers/" + id + "?atLeast=" + position)
                    .json()
                    .path("version")
                    .asString();
            position = agent.json(
                            "PATCH",
                            "/customers/" + id,
                            "{\"name\":\"Carla %s\",\"attributes\":{\"city\":\"%1$s\"}}".formatted(city),
                            "If-Match",
                            "\"" + version + "\"")
                    .expect(200)
                    .position();
        }
        try (BrowserContext person = browser.person()) {
            Desk desk = Desk.open(person, annals, AGENT).at(id);
            Locator fold = desk.entry("4 changes");
            assertThat(fold).containsText("Details corrected, Name changed");
            assertThat(fold).not().containsText("Oslo");
            fold.getByText("4 changes").click();
            assertThat(fold).containsText("City: Bergen → Oslo");
            assertThat(fold).containsText("Carla Before → Carla Bergen");
            assertThat(fold).containsText("Carla Bergen → Carla Oslo");
        }
    }

    @Test
    void an_e_mail_is_answered_beside_what_it_said_with_the_cursor_in_the_text() {
        String id = customer("looks-reply", "Rita Reply");
        try (BrowserContext person = browser.person()) {
            Desk desk = Desk.open(person, annals, AGENT).at(id);
            Page page = desk.page();
            desk.entry("My lamp").getByText("Reply", Desk.EXACTLY).click();
            assertThat(page.locator("textarea[name=text]")).isFocused();
            assertThat(page.locator("[name=to]")).hasValue("looks-reply@example.org");
            assertThat(page.locator("[name=subject]")).hasValue("Re: My lamp");
            assertThat(page.locator(".quoted")).containsText("It flickers.");
            assertThat(page.locator(".quoted")).containsText("Rita Reply");
            double text = page.locator("textarea[name=text]").boundingBox().width;
            assertThat(text).isGreaterThan(page.locator(".compose").boundingBox().width * 0.9);
            page.keyboard().type("We are on our way.");
            page.keyboard().press("Control+Enter");
            desk.sees("We are on our way.");
            assertThat(page.locator(".quoted")).hasCount(0);
        }
    }

    @Test
    void a_row_has_room_for_the_name_what_was_said_last_since_when_they_wait_and_who_has_them() {
        String now = Instant.now().toString();
        Map<String, Object> mail = Contacts.contact(
                "email",
                "mail",
                "looks-row",
                Map.of("email", "looks-row@example.org", "name", LONG_NAME),
                Map.of("subject", "Where are you?", "text", "I wait."));
        mail.put("occurredAt", now);
        String id = agent.post("/contacts", mail).expect(201).text("customer");
        try (BrowserContext person = browser.person();
                Socket colleague = Socket.open(annals.url(), annals.keyOf(AGENT))) {
            colleague.say("{\"here\":{\"customer\":\"" + id + "\",\"claim\":true}}");
            Desk desk = Desk.open(person, annals, ADMINISTRATOR).at(id);
            Locator row = desk.page().locator(".people li").filter(new Locator.FilterOptions().setHasText(LONG_NAME));
            assertThat(row).containsText("Where are you?");
            assertThat(row.locator(".waits")).containsText("Waiting since");
            assertThat(row.locator(".waits")).containsText("e-mail");
            assertThat(row.locator(".has")).containsText("agent takes care of this");
            assertThat(row.locator(".name").evaluate("name => name.scrollHeight <= name.clientHeight + 1"))
                    .as("the whole name is seen")
                    .isEqualTo(true);
            assertThat(desk.page().locator(".customers").boundingBox().width).isBetween(310.0, 340.0);
        }
    }

    @Test
    void whoever_is_known_by_what_is_typed_is_shown_before_a_second_customer_is_made_of_them() {
        Map<String, String> who = Map.of("phone", "+380 44 765 43 21", "name", "Petro Phone");
        String id = agent.post(
                        "/contacts", Contacts.contact("call", "phone", "looks-phone", who, Map.of("summary", "Hello.")))
                .expect(201)
                .text("customer");
        try (BrowserContext person = browser.person()) {
            Desk desk = Desk.open(person, annals, AGENT);
            Page page = desk.page();
            page.getByText("New customer").click();
            desk.begin("Note");
            page.fill("[name=known]", "044 765 43 21");
            page.fill("textarea[name=text]", "calls again");
            Locator known = page.locator(".known");
            assertThat(known).containsText("Petro Phone");
            page.keyboard().press("Control+Enter");
            assertThat(page.locator(".compose .wrong")).containsText("country code");
            known.getByText("Petro Phone").click();
            assertThat(page.locator(".whose h1")).hasText("Petro Phone");
            assertThat(page.locator("textarea[name=text]")).hasValue("calls again");
            page.locator("textarea[name=text]").press("Control+Enter");
            desk.sees("calls again");
            assertThat(agent.get("/customers?q=0447654321").json().path("customers"))
                    .hasSize(1);
            assertThat(agent.get("/customers/" + id + "/timeline").json().toString())
                    .contains("calls again");
        }
    }

    @Test
    void the_profile_says_which_team_looks_after_a_customer_and_breaks_an_address_at_its_sign_alone() {
        String id = customer("looks-profile-of-somebody-with-a-long-address", "Tilda Team");
        annals.as(ADMINISTRATOR)
                .json("PUT", "/customers/" + id + "/team", "{\"team\":\"lamps\"}")
                .expect(200);
        try (BrowserContext person = browser.person()) {
            Desk desk = Desk.open(person, annals, AGENT).at(id);
            assertThat(desk.page().locator(".card header")).containsText("Team lamps");
            assertThat(desk.page().locator(".card h2")).hasText("Profile");
            Locator address = desk.page().locator(".known dd").first().locator("span");
            assertThat(address).hasText(new String[] {"looks-profile-of-somebody-with-a-long-address", "@example.org"});
            assertThat(address.first().evaluate("part => part.getClientRects().length"))
                    .isEqualTo(1);
        }
    }

    @Test
    void numbers_show_who_waits_now_what_each_person_did_and_speak_the_page_s_language_and_font() {
        customer("looks-numbers", "Nora Numbers");
        try (BrowserContext person = browser.person()) {
            Desk desk = Staff.joins(person, annals, "looks-counted", "Cora Counted", AGENT);
            Page page = desk.page();
            String today = Instant.now().toString();
            Map<String, Object> mail = Contacts.contact(
                    "email",
                    "mail",
                    "looks-numbers-now",
                    Map.of("email", "looks-numbers@example.org"),
                    Map.of("subject", "Now", "text", "Now."));
            mail.put("occurredAt", today);
            String id = agent.post("/contacts", mail).expect(201).text("customer");
            desk.at(id);
            desk.note("seen to");
            desk.sees("seen to");

            page.navigate(annals.url() + "/#/numbers");
            assertThat(page.locator(".tile.all")).containsText("Waiting now");
            assertThat(page.locator(".tile").filter(new Locator.FilterOptions().setHasText("e-mail")))
                    .containsText("longest:");
            Locator people = page.locator(".figure").filter(new Locator.FilterOptions().setHasText("by person"));
            Locator row = people.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("Cora Counted"));
            assertThat(row.locator("td").first()).hasText("1");
            assertThat(row.locator("td").first()).hasCSS("text-align", "right");
            page.waitForFunction("() => document.querySelector('annals-plot')?.dataset.drawn !== undefined");
            assertThat(desk.says("""
                () => { const [option, { fontFamily }] = [document.querySelector("annals-plot").chart.getOption(), getComputedStyle(document.body)];
                  return [option.color.length, new Set(option.color).size, option.textStyle.fontFamily === fontFamily, option.yAxis[0].axisLabel.formatter(1304)]; }\
                """)).isEqualTo(List.of(11, 11, true, "1,304"));
        }
    }

    @Test
    void words_are_looked_for_everywhere_and_a_saved_view_keeps_them_with_the_channel() {
        customer("looks-everywhere", "Eva Everywhere");
        try (BrowserContext person = browser.person()) {
            Page page = Staff.joins(person, annals, "looks-seeker", "Sam Seeker", AGENT)
                    .page();
            page.onDialog(dialog -> dialog.accept("Eva at the store"));
            page.locator(".segments button")
                    .filter(new Locator.FilterOptions().setHasText("Mine"))
                    .click();
            page.fill("#customers-q", "eva everywhere");
            Locator found = page.locator(".people li").filter(new Locator.FilterOptions().setHasText("Eva Everywhere"));
            assertThat(found).isVisible();
            page.locator("[name=within]").check();
            assertThat(found).hasCount(0); // she is nobody's of ours
            page.locator("[name=within]").uncheck();
            page.selectOption(".filters [name=channel]", "phone");
            assertThat(found).hasCount(0);
            page.selectOption(".filters [name=channel]", "store");
            assertThat(found).isVisible();

            page.getByText("Saved views").click();
            page.getByText("Save this view").click();
            assertThat(page.locator("details.menu").getByText("Eva at the store"))
                    .isVisible();
            page.reload();
            assertThat(page.locator("#customers-q")).hasValue("");
            page.getByText("Saved views").click();
            page.locator("details.menu").getByText("Eva at the store").click();
            assertThat(page.locator("#customers-q")).hasValue("eva everywhere");
            assertThat(page.locator(".filters [name=channel]")).hasValue("store");
            assertThat(found).isVisible();
        }
    }

    @Test
    void on_paper_there_is_the_whole_timeline_and_no_button() {
        String id = customer("looks-paper", "Paula Paper");
        int notes = 250;
        annals.as(SERVICE)
                .batch(
                        IntStream.range(0, notes)
                                .mapToObj(i -> Contacts.line(
                                        Contacts.note("looks-paper-" + i, Map.of("id", id), "printed number " + i)))
                                .toList(),
                        _ -> {});
        try (BrowserContext person = browser.person()) {
            Desk desk = Desk.open(person, annals, AGENT).at(id);
            Page page = desk.page();
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(com.microsoft.playwright.options.Media.PRINT));
            desk.says("""
                () => { window.print = () => { dispatchEvent(new Event("beforeprint"));
                  window.printed = document.querySelector(".entries").innerText;
                  window.left = [...document.querySelectorAll("button, input, select, textarea")].filter((one) => one.checkVisibility() && one.type !== "checkbox").map((one) => one.outerHTML); }; }\
                """);
            page.keyboard().press("Control+p");
            page.waitForFunction("() => window.printed");
            String printed = String.valueOf(desk.says("() => window.printed"));
            for (int i = 0; i < notes; i++) {
                assertThat(printed).contains("printed number " + i);
            }
            assertThat(printed).contains("It flickers.");
            assertThat((List<?>) desk.says("() => window.left")).isEmpty();
        }
    }

    @Test
    void an_address_that_leads_nowhere_is_a_page_that_says_so() {
        try (BrowserContext person = browser.person()) {
            Desk desk = Desk.open(person, annals, AGENT);
            desk.page().navigate(annals.url() + "/#/nowhere");
            assertThat(desk.page().locator("main h1")).hasText("There is no such page");
            desk.page().locator("main a").click();
            assertThat(desk.page().locator(".people")).isVisible();
        }
    }

    @Test
    void the_link_of_one_user_does_not_stand_over_what_is_done_with_another() {
        try (BrowserContext person = browser.person()) {
            Desk desk = Staff.joins(person, annals, "looks-admin", "Ada Admin", ADMINISTRATOR);
            for (String name : List.of("Looks First", "Looks Second")) {
                annals.as(ADMINISTRATOR)
                        .post(
                                "/users",
                                Map.of(
                                        "name",
                                        name.toLowerCase(java.util.Locale.ROOT).replace(' ', '-'),
                                        "displayName",
                                        name,
                                        "roles",
                                        List.of("agent"),
                                        "scope",
                                        "all",
                                        "team",
                                        "lamps"))
                        .expect(201);
            }
            Page page = desk.page();
            page.navigate(annals.url() + "/#/admin/users");
            assertThat(user(page, "Looks First")).containsText("lamps");
            user(page, "Looks First").getByText("One-time link").click();
            assertThat(page.locator(".once")).containsText("Looks First");
            user(page, "Looks Second").getByText("Change", Desk.EXACTLY).click();
            assertThat(page.locator(".once")).hasCount(0);
        }
    }

    private static Locator user(Page page, String name) {
        return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(name));
    }

    @Test
    void ones_own_password_is_changed_where_the_settings_are() {
        try (BrowserContext person = browser.person()) {
            Page page =
                    Staff.joins(person, annals, "looks-own", "Olga Own", AGENT).page();
            page.locator(".head button[aria-label='Keys and settings']").click();
            page.getByText("Change password").click();
            page.fill("#password-current", Staff.PASSWORD);
            page.fill("#password-password", "another lamp that hums on Friday");
            page.fill("#password-again", "another lamp that hums on Fridays");
            page.click("annals-password button.primary");
            assertThat(page.locator("annals-password .wrong")).containsText("not the same");
            page.fill("#password-again", "another lamp that hums on Friday");
            page.click("annals-password button.primary");
            assertThat(page.locator(".notice")).containsText("Your password has been changed.");
        }
    }
}
