package io.annals.endtoend;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.annals.edge.Role;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** People who work here: made by the administrator, come in by their one-time link, with a password of their own. */
final class Staff {
    static final String PASSWORD = "a lamp that flickers on Tuesday";

    private Staff() {}

    /** Makes a user of this name and comes in as them, in a window that shows the desk. */
    static Desk joins(BrowserContext person, Annals annals, String name, String displayName, Role role) {
        String link = invited(annals.as(Role.ADMINISTRATOR), name, displayName, role);
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

    /** Makes a user of this name and comes in as them without a page: the secret of the session. */
    static String session(String url, Client administrator, String name, Role role) {
        String link = invited(administrator, name, name, role);
        String form = link.substring(link.indexOf('?') + 1) + "&password=" + PASSWORD.replace(' ', '+') + "&again="
                + PASSWORD.replace(' ', '+');
        CookieManager cookies = new CookieManager();
        try (HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build()) {
            HttpRequest join = HttpRequest.newBuilder(URI.create(url + "/join"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("Sec-Fetch-Site", "same-origin")
                    .POST(BodyPublishers.ofString(form))
                    .build();
            browser.sendAsync(join, BodyHandlers.discarding())
                    .orTimeout(20, TimeUnit.SECONDS)
                    .join();
        }
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("annals_key"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static String invited(Client administrator, String name, String displayName, Role role) {
        return administrator
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
    }
}
