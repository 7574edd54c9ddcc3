package io.annals.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.annals.edge.Role.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the desk says in each of its languages. */
@ExtendWith(Shared.class)
class DeskLanguagesTest {
    private static final Locale AZERBAIJANI = Locale.forLanguageTag("az-Latn-AZ");
    private static final ZoneId BAKU = ZoneId.of("Asia/Baku");
    private static final long SEED = 20261128;

    private final Annals annals;
    private final Browser browser;

    DeskLanguagesTest(Annals annals, Browser browser) {
        this.annals = annals;
        this.browser = browser;
    }

    private static Object says(Page page, String script, Object with) {
        return page.evaluate(
                "async with_ => { const texts = await import('/assets/desk/texts.js'); return (%s)(texts, with_); }"
                        .formatted(script),
                with);
    }

    /** The JDK carries CLDR; the browser has nothing for this language. */
    @Test
    void dates_and_numbers_in_azerbaijani_are_those_of_cldr() {
        Random random = new Random(SEED);
        System.out.println("Dates and numbers in Azerbaijani, seed " + SEED);
        try (BrowserContext person =
                browser.person(new NewContextOptions().setLocale("az-AZ").setTimezoneId(BAKU.getId()))) {
            Page page = Desk.open(person, annals, AGENT).page();
            page.waitForSelector("annals-workplace"); // the language is spoken from then on
            for (int i = 0; i < 250; i++) {
                ZonedDateTime at = LocalDateTime.of(1990, 1, 1, 0, 0)
                        .plusMinutes(random.nextInt(60 * 24 * 366 * 40))
                        .atZone(BAKU);
                assertThat(says(
                                page,
                                "({ date, time, dateTime, fullDate }, at) => [date(at), time(at), dateTime(at),"
                                        + " fullDate(at)]",
                                at.toInstant().toString()))
                        .as(at.toString())
                        .isEqualTo(List.of(
                                at.format(localized(FormatStyle.MEDIUM, null)),
                                at.format(localized(null, FormatStyle.SHORT)),
                                at.format(localized(FormatStyle.MEDIUM, FormatStyle.SHORT)),
                                at.format(localized(FormatStyle.FULL, null))));
                BigDecimal amount = BigDecimal.valueOf(random.nextLong(2_000_000_000L) - 1_000_000_000L, 2);
                assertThat(says(page, "({ number }, n) => number(n)", amount.doubleValue()))
                        .isEqualTo(NumberFormat.getInstance(AZERBAIJANI).format(amount));
                String currency =
                        List.of("AZN", "EUR", "USD", "GBP", "TRY", "RUB").get(i % 6);
                NumberFormat money = NumberFormat.getCurrencyInstance(AZERBAIJANI);
                money.setCurrency(Currency.getInstance(currency));
                assertThat(says(
                                page,
                                "({ money }, m) => money(m)",
                                java.util.Map.of("amount", amount.toPlainString(), "currency", currency)))
                        .isEqualTo(money.format(amount));
            }
            assertThat(says(
                            page,
                            "({ ago }) => { const now = Date.now(); return [-28 * 366, -62, -5, -1, 0.01, 1,"
                                    + " 6].map((days) => ago(new Date(now + days * 86400000).toISOString(), now)); }",
                            ""))
                    .isEqualTo(List.of(
                            "28 il əvvəl",
                            "2 ay əvvəl",
                            "5 gün əvvəl",
                            "dünən",
                            "14 dəqiqə sonra",
                            "sabah",
                            "6 gün sonra"));
        }
    }

    private static DateTimeFormatter localized(@Nullable FormatStyle date, @Nullable FormatStyle time) {
        DateTimeFormatter form = date == null
                ? DateTimeFormatter.ofLocalizedTime(time)
                : time == null
                        ? DateTimeFormatter.ofLocalizedDate(date)
                        : DateTimeFormatter.ofLocalizedDateTime(date, time);
        return form.withLocale(AZERBAIJANI);
    }

    @Test
    void another_language_is_spoken_at_once_in_all_that_is_on_the_screen() {
        String id = annals.as(AGENT)
                .post(
                        "/contacts",
                        Contacts.note("languages", java.util.Map.of("email", "languages@example.org"), "hello"))
                .expect(201)
                .text("customer");
        try (BrowserContext person = browser.person()) {
            Page page = Desk.open(person, annals, AGENT).at(id).page();
            assertThat(page.locator(".card h2").first()).hasText("Profile");
            page.locator(".head button[aria-label='Keys and settings']").click();
            page.selectOption("#pref-language", "uk");
            assertThat(page.locator("dialog h2")).hasText("Клавіші та налаштування");
            page.keyboard().press("Escape");
            assertThat(page.locator(".card h2").first()).hasText("Профіль");
            assertThat(page.locator(".entries")).containsText("Нотатка");
            assertThat(page.locator(".segments").first()).containsText("Чекають");
            assertThat(page.locator(".bar")).containsText("До дати");
            assertThat(page.locator(".kinds")).containsText("Дзвінок");
        }
    }
}
