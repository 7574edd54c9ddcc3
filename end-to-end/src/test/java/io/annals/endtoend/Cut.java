package io.annals.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.annals.edge.Role;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A window that is cut off from the server while all else goes on. It begins with the first class that opens a browser, so
 * that {@link DeskCutTest}, the last one, need not wait for the minute.
 */
final class Cut implements AutoCloseable {
    static final Duration A_MINUTE = Duration.ofSeconds(60);

    /** So many contacts are recorded behind its back at the beginning, and as many at the end. */
    static final int MISSED = 3;

    private final Client others;
    private final BrowserContext person;
    private final Cable cable;
    private final String customer;
    private final Desk desk;
    private final long began;

    private Cut(Annals annals, Browser browser) {
        others = annals.as(Role.AGENT);
        person = browser.person();
        cable = Cable.to(annals.url());
        customer = others.post(
                        "/contacts",
                        Contacts.note("cut-first", Map.of("email", "pia.cut@example.org", "name", "Pia Cut"), "first"))
                .expect(201)
                .text("customer");
        Staff.joins(person, annals, "cora", "Cora Cut", Role.AGENT).page().close();
        desk = Desk.window(person, cable.url()).at(customer);
        others("before the cut", 1);
        desk.sees("before the cut 1");
        desk.says("""
            () => { window.heard = []; const status = document.querySelector(".connection [role=status]");
              new MutationObserver(() => status.textContent && window.heard.push(status.textContent))
                .observe(status, { childList: true, subtree: true, characterData: true }); }\
            """);
        cable.cut();
        began = System.nanoTime();
        assertThat(desk.page().locator(".connection")).containsText("Connection lost");
        desk.note("written while cut");
        assertThat(desk.page().locator(".pending .waiting")).containsText("does not answer");
        others("while cut, early", MISSED);
    }

    static Cut of(Annals annals, Browser browser) {
        return new Cut(annals, browser);
    }

    /** Others record contacts of this customer, numbered from 1. */
    void others(String text, int many) {
        IntStream.rangeClosed(1, many)
                .forEach(i -> others.post(
                                "/contacts", Contacts.note("cut-" + text + i, Map.of("id", customer), text + " " + i))
                        .expect(201));
    }

    /** Whose contact was the last of all. */
    String latest() {
        return others.get("/customers?list=latest&size=1")
                .json()
                .path("customers")
                .path(0)
                .path("name")
                .asString();
    }

    /** Returns when the minute is over; how long it has been then. */
    Duration lasts() {
        long left = A_MINUTE.minusNanos(System.nanoTime() - began).toMillis();
        if (left > 0) {
            desk.page()
                    .waitForFunction(
                            "at => performance.now() >= at",
                            ((Number) desk.page().evaluate("left => performance.now() + left", (double) left))
                                    .doubleValue(),
                            new Page.WaitForFunctionOptions().setTimeout(left + 10_000.0));
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    void mend() {
        cable.mend();
    }

    Desk desk() {
        return desk;
    }

    @Override
    public void close() {
        person.close();
        cable.close();
    }
}
