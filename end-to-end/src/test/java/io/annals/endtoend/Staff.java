package io.annals.endtoend;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.annals.edge.Role;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** People who work here: made by the administrator, come in by their one-time link, with a password of their own. */
final class Staff {
    static final String PASSWORD = "a lamp that flickers on Tuesday";

    private Staff() {}

    /** Makes a user of this name and comes in as them, in a window that shows the desk. */
    static Desk joins(BrowserContext person, Annals annals, String name, String displayName, Role role) {
        String link = annals.as(Role.ADMINISTRATOR)
                .post(
                        "/users",
                        Map.of(
                                "name",
                                name,
                                "displayName",
                                displayName,
                                "roles",
                                List.of(role.name().toLowerCase(Locale.ROOT)),
                                "scope",
                                "all",
                                "team",
                                "lamps"))
                .expect(201)
                .text("link");
        Desk desk = Desk.window(person, annals.url());
        Page page = desk.page();
        page.navigate(annals.url() + link);
        page.fill("[name=password]", PASSWORD);
        page.fill("[name=again]", PASSWORD);
        page.click("button.primary");
        page.waitForSelector("annals-workplace");
        desk.complaints().clear(); // of the desk before anybody was logged in
        return desk;
    }
}
