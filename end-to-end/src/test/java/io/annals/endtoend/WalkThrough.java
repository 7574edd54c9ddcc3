package io.annals.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What somebody does who starts Annals for the first time: from the one-time link to the first recorded call, in a real
 * browser and with nothing but what the pages say.
 */
final class WalkThrough {
    /** How fast a person is: so long for a key, to find something and press it, and to look at a new page. */
    record Pace(Duration key, Duration press, Duration look) {
        static final Pace OF_A_PERSON = new Pace(Duration.ofMillis(60), Duration.ofMillis(800), Duration.ofSeconds(2));
        static final Pace AT_ONCE = new Pace(Duration.ZERO, Duration.ZERO, Duration.ZERO);
    }

    /** What was done, and how long it took; the number is the picture's. */
    record Step(String what, Duration took) {}

    private final Browser browser;
    private final Pace pace;
    private final @Nullable Path pictures;
    private final List<Step> steps = new ArrayList<>();
    private long since = System.nanoTime();

    /** @param pictures where a picture of each step is put; null for none */
    WalkThrough(Browser browser, Pace pace, @Nullable Path pictures) {
        this.browser = browser;
        this.pace = pace;
        this.pictures = pictures;
    }

    /** @param link what the first start printed */
    List<Step> from(String link) {
        try (BrowserContext one = browser.person();
                BrowserContext other = browser.person()) {
            Page administrator = window(one);
            since = System.nanoTime();
            String invitation = administration(administrator, link);
            Page agent = window(other);
            choosesPassword(agent, invitation);
            records(agent);
        }
        return steps;
    }

    private static Page window(BrowserContext person) {
        Page page = person.newPage();
        page.setViewportSize(1120, 700);
        return page;
    }

    private String administration(Page page, String link) {
        page.navigate(link);
        look(page);
        type(page, "[name=name]", "sofia");
        type(page, "[name=password]", Staff.PASSWORD);
        type(page, "[name=again]", Staff.PASSWORD);
        picture(page, "1-administrator");
        press(page, "button.primary");
        assertThat(page.locator(".welcome h1")).isVisible();
        step("the one-time link: a name and a password, and one is the administrator");

        look(page);
        press(page, "nav a[href='#/admin']");
        press(page, "annals-admin button.primary");
        type(page, "#user-name", "marta");
        type(page, "#user-displayName", "Marta Berg");
        press(page, "input[value=agent]");
        picture(page, "2-user");
        press(page, "dialog button.primary");
        Locator shown = page.locator(".once code");
        assertThat(shown).containsText("/join?link=");
        look(page);
        picture(page, "3-link");
        step("a user is made; their one-time link is shown once");
        return shown.textContent();
    }

    private void choosesPassword(Page page, String invitation) {
        page.navigate(invitation);
        look(page);
        type(page, "[name=password]", Staff.PASSWORD);
        type(page, "[name=again]", Staff.PASSWORD);
        press(page, "button.primary");
        assertThat(page.locator(".welcome h1")).isVisible();
        press(page, ".head button:last-of-type");
        press(page, "a[href='/login']");
        type(page, "[name=name]", "marta");
        type(page, "[name=password]", Staff.PASSWORD);
        press(page, "button.primary");
        assertThat(page.locator(".welcome h1")).isVisible();
        look(page);
        picture(page, "4-desk");
        step("the agent opens it, chooses a password, and logs in with it");
    }

    private void records(Page page) {
        press(page, ".welcome button.primary");
        press(page, ".kinds button:nth-of-type(2)");
        type(page, "[name=known]", "+4755960000");
        type(page, "[name=name]", "Nora Quist");
        type(page, "[name=duration]", "4:05");
        type(page, "[name=outcome]", "solved");
        type(page, "[name=summary]", "Her lamp flickers. A loose contact in the switch: she will send a photo.");
        picture(page, "5-call");
        pause(pace.press());
        page.keyboard().press("Control+Enter");
        Locator call = page.locator(".entries li").filter(new Locator.FilterOptions().setHasText("Her lamp flickers"));
        assertThat(call).containsText("4:05");
        assertThat(page.locator(".whose h1")).hasText("Nora Quist");
        step("the first call is recorded, and with it the customer");
        page.mouse().move(5, 5);
        assertThat(page.locator(".people")).containsText("Nora Quist");
        picture(page, "6-recorded");
    }

    private void type(Page page, String field, String text) {
        pause(pace.press());
        page.locator(field)
                .pressSequentially(
                        text,
                        new Locator.PressSequentiallyOptions()
                                .setDelay(pace.key().toMillis()));
    }

    private void press(Page page, String what) {
        pause(pace.press());
        page.click(what);
    }

    private void look(Page page) {
        assertThat(page.locator("h1").first()).isVisible();
        pause(pace.look());
    }

    /** As a person does nothing for a moment; what must have happened is waited for by itself. */
    private static void pause(Duration time) {
        if (!time.isZero()) {
            LockSupport.parkNanos(time.toNanos());
        }
    }

    private void step(String what) {
        long now = System.nanoTime();
        steps.add(new Step(what, Duration.ofNanos(now - since)));
        since = now;
    }

    private void picture(Page page, String name) {
        if (pictures != null) {
            long began = System.nanoTime();
            page.screenshot(new Page.ScreenshotOptions().setPath(pictures.resolve(name + ".png")));
            since += System.nanoTime() - began; // nobody waits for that
        }
    }

    /** Usage: the folder for the pictures. Starts a server on an empty home and prints how long each step took. */
    public static void main(String[] arguments) {
        Path pictures = Path.of(arguments[0]);
        long began = System.nanoTime();
        try (Home home = Home.fresh();
                Annals annals = Annals.start(home);
                Browser browser = Browser.open()) {
            print("from an empty home to a server that listens", Duration.ofNanos(System.nanoTime() - began));
            List<Step> steps = new WalkThrough(browser, Pace.OF_A_PERSON, pictures).from(annals.loginLink());
            steps.forEach(step -> print(step.what(), step.took()));
            Duration whole = steps.stream().map(Step::took).reduce(Duration.ZERO, Duration::plus);
            print("from the one-time link to the first recorded call", whole);
            if (whole.compareTo(Duration.ofMinutes(2)) > 0) {
                throw new AssertionError("more than two minutes");
            }
        }
    }

    private static void print(String what, Duration took) {
        System.out.printf("%6.1f s  %s%n", took.toMillis() / 1000.0, what);
    }
}
