package io.annals.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.annals.edge.Role.AGENT;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One key does the same on every keyboard, and the focus is where it was when something is over. */
@ExtendWith(Shared.class)
class DeskKeysTest {
    private static final int SHIFT = 8; // of the DevTools protocol, Input.dispatchKeyEvent
    private static final int CONTROL = 2;

    private final Annals annals;
    private final BrowserContext person;
    private final Desk desk;
    private final Page page;
    private final CDPSession keyboard;

    DeskKeysTest(Annals annals, Browser browser) {
        this.annals = annals;
        person = browser.person();
        desk = Desk.open(person, annals, AGENT);
        page = desk.page();
        keyboard = person.newCDPSession(page);
    }

    @BeforeEach
    void at_a_customer() {
        String ada = annals.as(AGENT)
                .post(
                        "/contacts",
                        Contacts.contact(
                                "email",
                                "mail",
                                "keys-mail",
                                Map.of("email", "ada.keys@example.org", "name", "Ada Keys"),
                                Map.of("subject", "Keys", "text", "Which one?")))
                .expect(200, 201)
                .text("customer");
        desk.at(ada);
        page.locator(".whose h1").click();
    }

    @AfterEach
    void close() {
        person.close();
    }

    /** A key of a layout that this machine need not have. */
    private void press(String key, String code, int modifiers) {
        for (String type : new String[] {"keyDown", "keyUp"}) {
            JsonObject event = new JsonObject();
            event.addProperty("type", type);
            event.addProperty("key", key);
            event.addProperty("code", code);
            event.addProperty("modifiers", modifiers);
            keyboard.send("Input.dispatchKeyEvent", event);
        }
    }

    private void press(String key, String code) {
        press(key, code, 0);
    }

    private Locator form() {
        return page.locator(".compose form");
    }

    @Test
    void on_a_cyrillic_layout_a_key_does_what_stands_on_its_place() {
        press("у", "KeyE");
        assertThat(form()).isVisible();
        page.keyboard().press("Escape");
        press("о", "KeyJ");
        assertThat(page.locator(".entries li[tabindex='0']")).isFocused();
        press(".", "Slash");
        assertThat(page.locator("#customers-q")).isFocused();
        page.locator(".whose h1").click();
        press("л", "KeyK", CONTROL);
        assertThat(page.locator("dialog.palette")).isVisible();
        page.keyboard().press("Escape");
        press(",", "Slash", SHIFT);
        assertThat(page.locator("dialog")).containsText("Keys and settings");
    }

    @Test
    void on_another_latin_layout_a_key_does_what_stands_on_it() {
        press("z", "KeyY"); // QWERTZ
        press("ü", "BracketLeft");
        press("-", "Slash");
        assertThat(page.locator("dialog, .compose form, #customers-q:focus")).hasCount(0);
        press("e", "KeyD"); // Dvorak
        assertThat(form()).isVisible();
        page.keyboard().press("Escape");
        press("r", "KeyO");
        assertThat(page.locator(".compose input[name=subject]")).hasValue("Re: Keys");
    }

    @Test
    void caps_lock_changes_nothing_and_a_capital_is_no_shortcut() {
        press("E", "KeyE", SHIFT);
        assertThat(form()).hasCount(0);
        press("E", "KeyE");
        assertThat(form()).isVisible();
    }

    @Test
    void the_focus_goes_back_to_where_it_was() {
        page.keyboard().press("j");
        Locator row = page.locator(".entries li[tabindex='0']");
        assertThat(row).isFocused();

        page.keyboard().press("Control+k");
        assertThat(page.locator("dialog.palette")).isVisible();
        page.keyboard().press("Escape");
        assertThat(row).isFocused();

        page.keyboard().press("e");
        page.keyboard().type("noted by keyboard");
        page.keyboard().press("Control+Enter");
        desk.sees("noted by keyboard");
        assertThat(row).isFocused();

        page.keyboard().press("r");
        assertThat(form()).isVisible();
        page.keyboard().press("Escape");
        assertThat(row).isFocused();

        page.keyboard().press("?");
        assertThat(page.locator("dialog")).isVisible();
        page.keyboard().press("Escape");
        assertThat(row).isFocused();

        Locator correct = page.locator(".card header button");
        correct.click();
        page.keyboard().press("Escape");
        assertThat(correct).isFocused();

        page.keyboard().press("Control+k");
        assertThat(page.locator("dialog.palette input")).isFocused();
        page.keyboard().type("dark colours");
        assertThat(page.locator("[role=option]")).hasCount(1);
        page.keyboard().press("Enter");
        assertThat(correct).isFocused();
        assertThat(page.locator("body:focus")).hasCount(0);
    }

    @Test
    void control_and_enter_do_what_a_dialog_s_form_does_and_buttons_show_their_keys() {
        assertThat(page.locator(".card header button kbd")).hasText("c");
        page.keyboard().press("c");
        page.fill("#correct-city", "Bergen");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("dialog")).hasCount(0);
        assertThat(page.locator(".card")).containsText("Bergen");
    }
}
