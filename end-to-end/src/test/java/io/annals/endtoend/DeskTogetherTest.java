package io.annals.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.annals.edge.Role.AGENT;
import static io.annals.edge.Role.TILL;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Two agents, each in a browser of their own, and what the one sees of the other. */
@ExtendWith(Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskTogetherTest {
    private static final ContainsTextOptions SOON = new ContainsTextOptions().setTimeout(Desk.SOON);
    private static final HasCountOptions GONE_SOON = new HasCountOptions().setTimeout(Desk.SOON);

    private static final String CALL_BACK = "Call back about the lamp";

    private final Annals annals;
    private final BrowserContext annasBrowser;
    private final BrowserContext borisBrowser;
    private final Desk anna;
    private final Desk boris;

    DeskTogetherTest(Annals annals, Browser browser) {
        this.annals = annals;
        annasBrowser = browser.person();
        borisBrowser = browser.person();
        anna = Staff.joins(annasBrowser, annals, "anna", "Anna Lindqvist", AGENT);
        boris = Staff.joins(borisBrowser, annals, "boris", "Boris Melnyk", AGENT);
    }

    @AfterEach
    void nothing_was_complained_about() {
        for (Desk desk : List.of(anna, boris)) {
            assertThat(desk.complaints()).allMatch(complaint -> complaint.contains("412"));
        }
    }

    @AfterAll
    void leave() {
        annasBrowser.close();
        borisBrowser.close();
    }

    private String customer(String name) {
        Map<String, String> who = Map.of("name", name, "email", name.replace(' ', '.') + "@example.org");
        annals.as(AGENT)
                .post("/contacts", Contacts.purchase("together-" + name, who, "49.90"))
                .expect(201);
        return annals.as(AGENT)
                .post(
                        "/contacts",
                        Contacts.contact(
                                "email",
                                "mail",
                                "together-mail-" + name,
                                who,
                                Map.of("subject", "My lamp flickers", "text", "Since Tuesday it does not stop.")))
                .expect(201)
                .text("customer");
    }

    @Test
    void two_agents_and_a_till_at_one_customer_see_each_other_and_all_that_is_done_within_a_second() {
        String nora = customer("Nora Quist");
        anna.at(nora);
        boris.at(nora);
        assertThat(presence(anna)).containsText("Boris Melnyk is here", SOON);
        assertThat(presence(boris)).containsText("Anna Lindqvist is here", SOON);

        anna.begin("Note");
        anna.page().locator("textarea[name=text]").pressSequentially("She asks for a call");
        assertThat(presence(boris)).containsText("Anna Lindqvist is typing", SOON);
        assertThat(care(boris)).containsText("Anna Lindqvist takes care of this", SOON);
        assertThat(care(anna)).containsText("You take care of this", SOON);
        anna.page().keyboard().press("Control+Enter");
        boris.sees("She asks for a call");
        assertThat(boris.entry("She asks for a call")).containsText("Anna Lindqvist");
        assertThat(presence(boris)).not().containsText("is typing", SOON);

        boris.begin("Call");
        boris.page().fill("input[name=duration]", "4:05");
        boris.page().fill("input[name=outcome]", "answered");
        boris.page().fill("textarea[name=summary]", "A loose contact.");
        assertThat(presence(anna)).containsText("Boris Melnyk is typing", SOON);
        boris.page().keyboard().press("Control+Enter");
        anna.sees("A loose contact.");
        assertThat(anna.entry("A loose contact.")).containsText("4:05");
        assertThat(care(anna)).containsText("You take care of this"); // who has it keeps it though another one writes

        annals.as(TILL)
                .post("/contacts", Contacts.purchase("together-till", Map.of("id", nora), "11.96"))
                .expect(201);
        for (Desk desk : List.of(anna, boris)) {
            desk.sees("11.96");
            assertThat(desk.page().locator(".facts")).containsText("61.86");
            assertThat(desk.page().locator(".pending li")).hasCount(0);
            assertThat(desk.entry("She asks for a call")).hasCount(1);
        }
        picture(nora);
    }

    /** As it stands in README, while somebody writes. */
    private void picture(String customer) {
        String task = UUID.randomUUID().toString();
        annals.as(AGENT)
                .post(
                        "/tasks",
                        Tasks.task(
                                task,
                                customer,
                                "Send a new switch",
                                "anna",
                                Instant.now().plus(Duration.ofHours(3)).toString()))
                .expect(201);
        boris.begin("Note");
        boris.page().locator("textarea[name=text]").pressSequentially("I have one here");
        assertThat(presence(anna)).containsText("Boris Melnyk is typing", SOON);
        assertThat(anna.page().locator(".todo")).containsText("Send a new switch", SOON);
        notices(anna).getByRole(AriaRole.BUTTON).click();
        anna.page().screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "page.png")));
        annals.as(AGENT).post("/tasks/" + task + "/completion", "").expect(200);
    }

    private static Locator presence(Desk desk) {
        return desk.page().locator(".presence");
    }

    private static Locator care(Desk desk) {
        return desk.page().locator(".care");
    }

    @Test
    void a_claim_is_one_person_s_until_they_let_go_or_another_takes_it_over() {
        String olga = customer("Olga Claimed");
        anna.at(olga);
        boris.at(olga);
        anna.page().locator("annals-together button").click();
        assertThat(care(boris)).containsText("Anna Lindqvist takes care of this", SOON);

        boris.page().locator(".whose h1").click();
        boris.page().keyboard().press("i");
        assertThat(care(anna)).containsText("Boris Melnyk takes care of this", SOON);
        assertThat(notices(anna)).containsText("Boris Melnyk has taken this over from you", SOON);
        assertThat(care(boris)).containsText("You take care of this", SOON);

        boris.page().keyboard().press("i");
        assertThat(care(anna)).hasCount(0, GONE_SOON);
        boris.page().keyboard().press("i");
        assertThat(care(anna)).containsText("Boris Melnyk takes care of this", SOON);
        boris.page().navigate(annals.url() + "/#/tasks");
        assertThat(care(anna)).hasCount(0, GONE_SOON);
        assertThat(presence(anna)).not().containsText("Boris", SOON);
    }

    @Test
    void who_types_and_leaves_at_once_takes_care_of_nothing() {
        String pia = customer("Pia Fleeting");
        String rex = customer("Rex Fleeting");
        anna.at(pia);
        boris.at(pia);
        anna.begin("Note");
        anna.page().locator("textarea[name=text]").pressSequentially("wro");
        assertThat(care(boris)).containsText("Anna Lindqvist takes care of this", SOON);
        anna.page().navigate(annals.url() + "/#/tasks");
        assertThat(care(boris)).hasCount(0, GONE_SOON);
        anna.page()
                .waitForFunction(
                        "() => new Promise(done => setTimeout(() => done(true), 4500))"); // longer than a key counts as
        // typing
        assertThat(care(boris)).hasCount(0);
        assertThat(presence(boris)).not().containsText("Anna");

        boris.at(rex);
        anna.at(pia);
        assertThat(presence(anna)).not().containsText("Boris", SOON);
        assertThat(care(anna)).hasCount(0);
        anna.page().getByText("Discard").click();
    }

    @Test
    void a_claim_outlives_a_page_that_is_loaded_again_and_nobody_takes_it_meanwhile_by_typing_on() {
        String ulla = customer("Ulla Reloaded");
        anna.at(ulla);
        boris.at(ulla);
        anna.page().locator("annals-together button").click();
        assertThat(care(boris)).containsText("Anna Lindqvist takes care of this", SOON);
        anna.page().waitForFunction("() => sessionStorage.getItem('annals.kept')");
        boris.begin("Note");
        boris.page().locator("textarea[name=text]").pressSequentially("me too");
        anna.page().reload();
        boris.page().locator("textarea[name=text]").pressSequentially(", still");
        assertThat(care(anna)).containsText("You take care of this");
        assertThat(care(boris)).containsText("Anna Lindqvist takes care of this");
        boris.page().getByText("Discard").click();
    }

    @Test
    void a_take_over_stands_whatever_breaks_and_comes_back() {
        String yara = customer("Yara Taken");
        try (Cable hers = Cable.to(annals.url());
                Cable his = Cable.to(annals.url())) {
            Desk first = Desk.window(annasBrowser, hers.url()).at(yara);
            Desk second = Desk.window(borisBrowser, his.url()).at(yara);
            first.page().locator("annals-together button").click();
            assertThat(care(second)).containsText("Anna Lindqvist takes care of this", SOON);
            second.page().locator("annals-together .care button").click();
            assertThat(care(first)).containsText("Boris Melnyk takes care of this", SOON);

            his.cut();
            assertThat(care(first)).hasCount(0);
            hers.cut();
            assertThat(first.page().locator(".connection")).not().hasAttribute("data-state", "live");
            hers.mend();
            assertThat(first.page().locator(".connection")).hasAttribute("data-state", "live");
            his.mend();
            assertThat(second.page().locator(".connection")).hasAttribute("data-state", "live");
            assertThat(care(second)).containsText("You take care of this");
            assertThat(care(first)).containsText("Boris Melnyk takes care of this");
            first.page().close();
            second.page().close();
        }
    }

    private static Locator notices(Desk desk) {
        return desk.page().locator(".notices");
    }

    @Test
    void a_mention_reaches_the_one_who_is_meant_wherever_they_are() {
        String rosa = customer("Rosa Mentioned");
        boris.page().navigate(annals.url() + "/#/numbers");
        anna.at(rosa);
        anna.begin("Note");
        anna.page().locator("textarea[name=text]").pressSequentially("Shall we replace it, @mel");
        assertThat(anna.page().locator(".offers [aria-selected=true]")).containsText("Boris Melnyk");
        anna.page().keyboard().press("Enter");
        anna.page().keyboard().type("?");
        assertThat(anna.page().locator("textarea[name=text]")).hasValue("Shall we replace it, @boris ?");
        anna.page().keyboard().press("Control+Enter");

        assertThat(notices(boris)).containsText("Anna Lindqvist mentioned you: Shall we replace it", SOON);
        assertThat(count(boris, "mentions")).containsText("1 new mention", SOON);
        boris.page().navigate(annals.url() + "/#/mentions");
        Locator note = boris.page().locator(".mention").first();
        assertThat(note).containsText("Shall we replace it");
        assertThat(note).containsText("new");
        note.locator("a").click();
        assertThat(boris.page().locator(".whose h1")).hasText("Rosa Mentioned");
        assertThat(boris.page().locator(".entries li[tabindex='0']")).containsText("Shall we replace it");
        assertThat(count(boris, "mentions")).hasCount(0);
        boris.page().navigate(annals.url() + "/#/tasks");
        boris.page().reload(); // what was seen is kept by the server
        assertThat(boris.page().locator("main h1")).hasText("Tasks");
        boris.page().navigate(annals.url() + "/#/mentions");
        assertThat(boris.page().locator(".mention").first()).containsText("Shall we replace it");
        assertThat(boris.page().locator(".mention.new")).hasCount(0);
    }

    private static Locator count(Desk desk, String page) {
        return desk.page().locator("nav a[href='#/" + page + "'] .count");
    }

    @Test
    void a_task_for_another_appears_with_them_and_goes_from_hand_to_hand() {
        String tom = customer("Tom Task");
        boris.page().navigate(annals.url() + "/#/tasks");
        anna.at(tom);
        anna.page().locator(".whose h1").click();
        anna.page().keyboard().press("t");
        anna.page().fill("#task-title", CALL_BACK);
        anna.page().fill("#task-due", "2026-01-02T10:00");
        anna.page().selectOption("#task-assignee", "boris");
        anna.page().click("dialog button.primary");
        assertThat(todo(anna)).containsText(CALL_BACK, SOON);
        assertThat(todo(boris)).containsText(CALL_BACK, SOON);
        assertThat(todo(boris)).containsText("Tom Task");
        assertThat(todo(boris)).containsText("overdue");
        assertThat(notices(boris)).containsText("Anna Lindqvist gave you a task: " + CALL_BACK);
        assertThat(count(boris, "tasks")).containsText("1 open task, 1 task overdue");

        boris.page().keyboard().press("j");
        boris.page().keyboard().press("c");
        boris.page().selectOption("#task-assignee", "team/lamps");
        boris.page().click("dialog button.primary");
        assertThat(todo(anna)).containsText("Team lamps", SOON);
        assertThat(count(boris, "tasks")).hasCount(0);
        boris.page().getByText("My team’s").click();
        assertThat(todo(boris)).containsText("Team lamps");
        todo(anna).getByText("Take it").click();
        assertThat(todo(boris)).hasCount(0, GONE_SOON);
        assertThat(count(anna, "tasks")).containsText("1 open task");
        todo(anna).locator("input[type=checkbox]").check();
        assertThat(todo(anna)).hasCount(0);
        assertThat(anna.entry("Task done")).isVisible();
        anna.page().getByText("Not done after all").click();
        assertThat(todo(anna)).containsText("overdue");
        todo(anna).locator("input[type=checkbox]").check();
        assertThat(count(anna, "tasks")).hasCount(0);
    }

    /** The task of this test; elsewhere others may stand beside it. */
    private static Locator todo(Desk desk) {
        return desk.page().locator(".todo").filter(new Locator.FilterOptions().setHasText(CALL_BACK));
    }

    @Test
    void who_corrects_later_gets_to_see_and_choose_between_both_versions() {
        String sara = customer("Sara Both");
        for (Desk desk : List.of(anna, boris)) {
            desk.at(sara).page().locator(".card header button").click();
        }
        anna.page().fill("#correct-city", "Bergen");
        anna.page().fill("#correct-language", "nb");
        anna.page().click("dialog button.primary");
        assertThat(anna.page().locator(".card")).containsText("Bergen");

        boris.page().fill("#correct-city", "Oslo");
        Response refusal = boris.page()
                .waitForResponse(
                        answer -> answer.request().method().equals("PATCH"),
                        () -> boris.page().click("dialog button.primary"));
        assertThat(refusal.status()).isEqualTo(412);
        JsonNode current = Answer.JSON.readTree(refusal.text()).path("current");
        assertThat(current.at("/attributes/city").asString()).isEqualTo("Bergen");
        Locator compare = boris.page().locator(".compare");
        assertThat(compare).containsText("Somebody else has corrected");
        assertThat(compare.locator(".mine")).hasText("Oslo");
        assertThat(compare.locator(".theirs")).hasText("Bergen");
        assertThat(anna.page().locator(".card")).containsText("Bergen"); // nothing was overwritten silently
        compare.locator("input[type=radio]").nth(1).check();
        boris.page().fill("#correct-sex", "f");
        boris.page().click("dialog button.primary");
        assertThat(boris.page().locator("dialog")).hasCount(0);
        assertThat(annals.as(AGENT)
                        .get("/customers/" + sara)
                        .json()
                        .path("attributes")
                        .toString())
                .contains("Bergen", "nb", "\"f\"")
                .doesNotContain("Oslo");
    }

    @Test
    void who_changes_a_task_that_another_has_changed_sees_how_it_stands() {
        String vera = customer("Vera Twice");
        annals.as(AGENT)
                .post(
                        "/tasks",
                        Tasks.task(
                                "0198f0aa-0000-7000-8000-00000000d35c",
                                vera,
                                CALL_BACK,
                                "agent",
                                "2030-01-02T10:00:00Z"))
                .expect(201);
        for (Desk desk : List.of(anna, boris)) {
            desk.at(vera);
            todo(desk).getByText("Change").click();
        }
        anna.page().selectOption("#task-assignee", "anna");
        anna.page().click("dialog button.primary");
        assertThat(anna.page().locator("dialog")).hasCount(0);
        boris.page().selectOption("#task-assignee", "boris");
        boris.page().click("dialog button.primary");
        assertThat(boris.page().locator(".compare")).containsText("Anna Lindqvist");
        boris.page().click("dialog button.primary");
        assertThat(boris.page().locator("dialog")).hasCount(0);
        assertThat(todo(anna)).containsText("Boris Melnyk", SOON);
        todo(boris).locator("input[type=checkbox]").check();
        assertThat(todo(anna)).hasCount(0, GONE_SOON);
    }
}
