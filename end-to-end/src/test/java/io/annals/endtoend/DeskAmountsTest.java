package io.annals.endtoend;

import static io.annals.edge.Role.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Quantities and amounts as people type them at the desk, in the numbers of each of its languages. */
@ExtendWith(Shared.class)
class DeskAmountsTest {
    private static final long SEED = 20_261_128L;

    private final Annals annals;
    private final Browser browser;

    DeskAmountsTest(Annals annals, Browser browser) {
        this.annals = annals;
        this.browser = browser;
    }

    /** @param number null where it is refused */
    private record Typed(
            String text, String language, @Nullable String number) {}

    @Test
    void a_number_as_the_language_writes_it_is_that_number_and_what_may_be_two_is_refused() {
        List<Typed> cases = new ArrayList<>(List.of(
                new Typed("1,000", "en", "1000"),
                new Typed("1.000", "sr", "1000"),
                new Typed("1250,00", "sr", "1250.00"),
                new Typed("1,250", "en", "1250"),
                new Typed("1,250", "sr", "1.250"),
                new Typed("1.250", "en", "1.250"),
                new Typed("1.000", "ru", null),
                new Typed("1.5", "ru", "1.5"),
                new Typed("1,5", "en", "1.5"),
                new Typed("1 000", "uk", "1000"),
                new Typed("1\u202f000,50", "uk", "1000.50"),
                new Typed("1’000.50", "en", "1000.50"),
                new Typed("1.234.567", "en", "1234567"),
                new Typed("1,234.567,8", "en", null),
                new Typed("12,34.5", "en", null),
                new Typed("1 2", "en", null),
                new Typed("０,5", "az", "0.5"),
                new Typed("0,125", "en", "0.125"),
                new Typed("", "en", null),
                new Typed("-1", "en", null),
                new Typed("1e3", "en", null)));
        cases.addAll(written());
        assertThat(cases).hasSizeGreaterThan(200);
        try (BrowserContext anna = browser.person()) {
            Page page = Desk.open(anna, annals, AGENT).page();
            @SuppressWarnings("unchecked")
            List<@Nullable String> read = (List<@Nullable String>) page.evaluate(
                    """
                    async (cases) => {
                      const { decimal } = await import("/assets/desk/compose/amounts.js");
                      return cases.map(([text, language]) => decimal(text, language) ?? null);
                    }\
                    """,
                    cases.stream()
                            .map(one -> List.of(one.text(), one.language()))
                            .toList());
            for (int i = 0; i < cases.size(); i++) {
                assertThat(read.get(i))
                        .as("seed %d: %s", SEED, cases.get(i))
                        .isEqualTo(cases.get(i).number());
            }
        }
    }

    @Test
    void an_amount_that_is_shown_to_be_changed_is_read_back_as_itself() {
        List<List<String>> cases = Stream.of("1.500", "12.500", "0.125", "1250.00", "1000", "1.000", "999999.999", "7")
                .flatMap(number -> Stream.of("en", "uk", "ru", "az", "sr").map(language -> List.of(number, language)))
                .toList();
        try (BrowserContext anna = browser.person()) {
            Object read = Desk.open(anna, annals, AGENT).page().evaluate("""
                async (cases) => {
                  const { decimal, spelt } = await import("/assets/desk/compose/amounts.js");
                  return cases.map(([number, language]) => [decimal(spelt(number, language), language), language]);
                }\
                """, cases);
            assertThat(read).isEqualTo(cases);
        }
    }

    /** By the formats of CLDR, which the JDK has. */
    private static List<Typed> written() {
        Random random = new Random(SEED);
        List<Typed> all = new ArrayList<>();
        for (String tag : Arrays.asList("en-GB", "uk-UA", "ru-RU", "az-Latn-AZ", "sr-Latn-RS")) {
            NumberFormat format = NumberFormat.getInstance(Locale.forLanguageTag(tag));
            for (int i = 0; i < 60; i++) {
                BigDecimal number = BigDecimal.valueOf(random.nextLong(10_000_000_000L), random.nextInt(4));
                format.setMinimumFractionDigits(number.scale());
                format.setMaximumFractionDigits(number.scale());
                all.add(new Typed(format.format(number), tag.substring(0, 2), number.toPlainString()));
            }
        }
        return all;
    }
}
