package io.annals.edge.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.edge.refusal.BadInput;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Amounts in all currencies of ISO 4217 that the JDK knows, times in the offsets that all zones of the IANA's list had. */
@Tag("quick")
class PublishedFormsTest {
    private static final long SEED = 20_261_128L;
    private static final JsonMapper JSON = JsonForms.mapper();

    private final Random random = new Random(SEED);

    @Test
    void an_amount_of_any_currency_is_the_same_with_and_without_noughts_behind_it() {
        int tried = 0;
        for (Currency currency : Currency.getAvailableCurrencies().stream()
                .sorted(Comparator.comparing(Currency::getCurrencyCode))
                .toList()) {
            if (currency.getDefaultFractionDigits() < 0) {
                continue; // gold and the like, of which there are no amounts
            }
            CurrencyUnit unit = CurrencyUnit.of(currency.getCurrencyCode());
            BigDecimal amount = BigDecimal.valueOf(random.nextLong(1_000_000_000L), unit.getDecimalPlaces());
            Money money = Money.of(unit, amount);
            String plain = amount.toPlainString();
            for (String written : List.of(
                    plain,
                    plain + (plain.contains(".") ? "00" : ".00"),
                    plain + (plain.contains(".") ? "0000" : ".0000"))) {
                tried++;
                assertThat(read(written, unit))
                        .as("seed %d: %s %s", SEED, written, unit)
                        .isEqualTo(money);
            }
            String finer = amount.setScale(unit.getDecimalPlaces() + 1, RoundingMode.UNNECESSARY)
                    .toPlainString();
            assertThatThrownBy(() -> read(finer.substring(0, finer.length() - 1) + "5", unit))
                    .as("seed %d: %s", SEED, unit)
                    .hasMessageContaining("at most " + unit.getDecimalPlaces() + " decimals");
        }
        System.out.println("seed " + SEED + ": " + tried + " amounts");
        assertThat(tried).isGreaterThanOrEqualTo(200);
    }

    private static Money read(String amount, CurrencyUnit unit) {
        return JSON.readValue("{\"amount\":\"" + amount + "\",\"currency\":\"" + unit + "\"}", Money.class);
    }

    @ParameterizedTest
    @CsvSource({"1.000000000000, 1", "2.5000000000000000, 2.5", "1000, 1000", "0.000000001, 0.000000001"})
    void a_quantity_may_have_noughts_behind_it(String written, BigDecimal quantity) {
        assertThat(JSON.readValue(written, BigDecimal.class)).isEqualByComparingTo(quantity);
    }

    @Test
    void a_time_is_the_same_in_all_the_forms_that_programs_write() {
        int tried = 0;
        for (String zone : ZoneId.getAvailableZoneIds().stream().sorted().toList()) {
            OffsetDateTime time = Instant.ofEpochSecond(random.nextLong(1_900_000_000L))
                    .atZone(ZoneId.of(zone))
                    .toOffsetDateTime();
            if (time.getOffset().getTotalSeconds() % 60 != 0) {
                continue; // Liberia before 1972, which ISO 8601 cannot write
            }
            String local = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT)
                    .format(time);
            String offset = DateTimeFormatter.ofPattern("xxx", Locale.ROOT).format(time);
            String basic = offset.replace(":", "");
            for (String written : List.of(
                    local + offset,
                    local + basic,
                    local.replace('T', ' ') + offset,
                    local.replace('T', ' ') + " " + basic,
                    local.replace('T', 't') + offset,
                    local + ",000" + basic,
                    local + ".000000000000" + offset,
                    local + offset.replace('-', '\u2212'))) {
                tried++;
                assertThat(Instants.parse(written, "at"))
                        .as("seed %d, %s: %s", SEED, zone, written)
                        .isEqualTo(time.toInstant());
            }
        }
        System.out.println("seed " + SEED + ": " + tried + " times");
        assertThat(tried).isGreaterThanOrEqualTo(200);
    }

    /** All that there were since 1972, from the bulletins C of the IERS. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "1972-06-30", "1972-12-31", "1973-12-31", "1974-12-31", "1975-12-31", "1976-12-31", "1977-12-31",
                        "1978-12-31",
                "1979-12-31", "1981-06-30", "1982-06-30", "1983-06-30", "1985-06-30", "1987-12-31", "1989-12-31",
                        "1990-12-31",
                "1992-06-30", "1993-06-30", "1994-06-30", "1995-12-31", "1997-06-30", "1998-12-31", "2005-12-31",
                        "2008-12-31",
                "2012-06-30", "2015-06-30", "2016-12-31"
            })
    void a_leap_second_is_the_end_of_its_minute(String day) {
        Instant next = Instant.parse(day + "T00:00:00Z").plus(1, ChronoUnit.DAYS);

        assertThat(Instants.parse(day + "T23:59:60Z", "at")).isEqualTo(next.minusMillis(1));
        assertThat(Instants.parse(day + "T23:59:60.5+00:00", "at")).isEqualTo(next.minusMillis(1));
        assertThat(Instants.parse(day + "T15:59:60-0800", "at")).isEqualTo(next.minusMillis(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2016-12-30T23:59:60Z",
                "2016-12-31T22:59:60Z",
                "2016-12-31T23:59:61Z",
                "2016-12-31T23:59:60+01:00",
                "2026-03-03T14:05:00",
                "2026-03-03  14:05:00Z",
                "2026-02-30T14:05:00Z",
                "2026-03-03T14:05:00+99:00",
                "03.03.2026 14:05",
                "2026-03-03"
            })
    void what_is_no_point_in_time_is_refused(String text) {
        assertThatThrownBy(() -> Instants.parse(text, "at")).isInstanceOf(BadInput.class);
    }
}
