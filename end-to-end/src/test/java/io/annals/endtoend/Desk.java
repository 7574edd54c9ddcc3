package io.annals.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.Cookie;
import io.annals.edge.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The desk in one window of a person who is logged in, and what the browser complained about meanwhile. */
record Desk(Page page, String url, List<String> complaints) {
    /** Milliseconds: many times what it takes, so that a busy machine is no fault, and too few for a beat to bring it by chance. */
    static final double SOON = 5_000;

    static final Locator.GetByTextOptions EXACTLY = new Locator.GetByTextOptions().setExact(true);

    /** @param url where the browser goes: the server's, or what stands before it */
    static Desk open(BrowserContext person, Annals annals, Role role, String url) {
        logIn(person, annals, role, url);
        return window(person, url);
    }

    static Desk open(BrowserContext person, Annals annals, Role role) {
        return open(person, annals, role, annals.url());
    }

    /** Another window of the same person. */
    static Desk window(BrowserContext person, String url) {
        List<String> complaints = new ArrayList<>();
        Page page = person.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(url);
        return new Desk(page, url, complaints);
    }

    static void logIn(BrowserContext person, Annals annals, Role role, String url) {
        person.addCookies(List.of(new Cookie("annals_key", annals.keyOf(role)).setUrl(url)));
    }

    /** Shows a customer, and waits until what comes is seen as it comes. */
    Desk at(String customer) {
        page.navigate(url + "/#/customers/" + customer);
        page.waitForFunction(
                "id => { const at = document.querySelector('annals-workplace')?.customer; return at?.id === id &&"
                        + " !at.loading; }",
                customer);
        assertThat(page.locator(".connection")).hasAttribute("data-state", "live");
        return this;
    }

    Desk at(String customer, String query) {
        page.navigate(url + "/#/customers/" + customer + query);
        assertThat(page.locator(".entries li").first()).isVisible();
        return this;
    }

    /** Begins to enter something of this kind. */
    void begin(String kind) {
        page.locator(".kinds button")
                .filter(new Locator.FilterOptions().setHasText(kind))
                .first()
                .click();
    }

    void note(String text) {
        begin("Note");
        page.fill("textarea[name=text]", text);
        page.keyboard().press("Control+Enter");
    }

    Locator entry(String text) {
        return page.locator(".entries li").filter(new Locator.FilterOptions().setHasText(text));
    }

    void sees(String text) {
        assertThat(entry(text)).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(SOON));
    }

    /** Evaluates in the page. */
    @Nullable
    Object says(String script) {
        return page.evaluate(script);
    }
}
