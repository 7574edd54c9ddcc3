package io.annals.endtoend;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.WaitForFunctionOptions;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.LoadState;
import io.annals.edge.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What is seen of the living demonstration on the desk in the first minute, and what it looks like. */
final class FirstMinute {
    private static final String COLLEAGUE = "hazel.b";
    /** How many there must be. */
    private static final int THINGS = 3;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private FirstMinute() {}

    /** How many rows of the list tell of something that came after an instant, each counted once. */
    private static final String CAME = """
        ([since, n]) => {
          window.came ??= new Set();
          for (const time of document.querySelectorAll('annals-workplace li time')) {
            if (Date.parse(time.dateTime) > since) window.came.add(time.closest('a').hash + time.dateTime);
          }
          return window.came.size >= n;
        }\
        """;

    private static void look(Annals annals, Page page, Path picture) {
        String link = annals.as(Role.ADMINISTRATOR)
                .post("/users/" + COLLEAGUE + "/link", Map.of())
                .expect(200, 201)
                .text("link");
        page.navigate(annals.url() + link);
        page.fill("[name=password]", Staff.PASSWORD);
        page.fill("[name=again]", Staff.PASSWORD);
        page.click("button.primary");
        page.waitForSelector("annals-workplace li time");
        long since = System.currentTimeMillis();
        int things = 0;
        while (came(page, since, things + 1)) {
            things++;
            System.out.printf("%d. after %.1f s%n", things, (System.currentTimeMillis() - since) / 1000.0);
        }
        if (things < THINGS) {
            throw new AssertionError("only " + things + " in a minute");
        }
        page.navigate(annals.url() + "/#/customers/" + talked(annals));
        page.waitForSelector(".entries li .reply");
        page.waitForLoadState(LoadState.NETWORKIDLE);
        page.screenshot(new Page.ScreenshotOptions().setPath(picture));
    }

    /** Whether so many have come before the minute is over, as soon as they have. */
    private static boolean came(Page page, long since, int n) {
        long left = since + MINUTE.toMillis() - System.currentTimeMillis();
        if (left <= 0) {
            return false;
        }
        try {
            page.waitForFunction(CAME, List.of((double) since, n), new WaitForFunctionOptions().setTimeout(left));
            return true;
        } catch (TimeoutError over) {
            return false;
        }
    }

    /** The latest who speaks English, so that what stands beside their name in the list is in the picture too. */
    private static String talked(Annals annals) {
        JsonNode latest = annals.as(Role.AGENT)
                .get("/customers?list=latest&limit=50")
                .json()
                .path("customers");
        return StreamSupport.stream(latest.spliterator(), false)
                .filter(one ->
                        one.path("attributes").path("language").asString("").equals("en"))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    /** Usage: where the picture goes. */
    public static void main(String[] arguments) {
        try (Home home = Home.fresh();
                Annals annals = Annals.start(home, "--spring.profiles.active=demo");
                Browser browser = Browser.open();
                BrowserContext hazel = browser.person()) {
            look(annals, hazel.newPage(), Path.of(arguments[0]));
        }
    }
}
