package io.annals.endtoend;

import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A real browser without a window: Chrome or Chromium of the PATH, else the one that Playwright fetches. */
final class Browser implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("google-chrome", "google-chrome-stable", "chrome", "chromium", "chromium-browser");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** @throws IllegalStateException with what to install, where there is none to be had */
    static Browser open() {
        Optional<Path> installed = installed();
        Playwright playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(installed.isPresent() ? Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1") : Map.of()));
        LaunchOptions options = new LaunchOptions().setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage"));
        installed.ifPresent(options::setExecutablePath);
        try {
            return new Browser(playwright, playwright.chromium().launch(options));
        } catch (PlaywrightException e) {
            playwright.close();
            throw new IllegalStateException(
                    "No browser to test the page with: install chromium (on Debian as root: apt-get install chromium),"
                            + " or let Playwright fetch one (see the cause).",
                    e);
        }
    }

    private static Optional<Path> installed() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A person's browser: its windows share what they are logged in with. */
    com.microsoft.playwright.BrowserContext person() {
        return person(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(1440, 900));
    }

    /** The same, with a screen and habits of their own; English where nothing else is said. */
    com.microsoft.playwright.BrowserContext person(com.microsoft.playwright.Browser.NewContextOptions options) {
        return browser.newContext(options.locale == null ? options.setLocale("en-GB") : options);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
