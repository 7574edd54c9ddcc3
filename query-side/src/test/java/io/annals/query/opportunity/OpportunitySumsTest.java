package io.annals.query.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.opportunity.Pipeline;
import io.annals.events.opportunity.Pipeline.Outcome;
import io.annals.events.opportunity.Pipeline.Stage;
import io.annals.query.opportunity.OpportunitySums.Amount;
import io.annals.query.opportunity.OpportunitySums.Part;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class OpportunitySumsTest {
    private static final List<String> CURRENCIES = List.of("EUR", "JPY", "AZN");

    /** One opportunity is a part of its own. */
    private static Part one(int n) {
        String currency = n % 4 == 3 ? null : CURRENCIES.get(n % 4);
        BigDecimal amount = currency == null ? BigDecimal.ZERO : BigDecimal.valueOf(n, currency.equals("JPY") ? 0 : 2);
        return new Part("standard", 1 + n % 2, "stage-" + n % 5, currency, 1, amount);
    }

    private static long probability(Part part) {
        return part.stage().charAt(6) * 7L % 101;
    }

    private static BigDecimal sum(List<Part> parts, String currency, boolean weighted) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Part part : parts) {
            if (currency.equals(part.currency())) {
                sum = sum.add(
                        weighted ? part.amount().multiply(BigDecimal.valueOf(probability(part), 2)) : part.amount());
            }
        }
        return sum;
    }

    private static void isTheSumOf(List<Part> parts, List<Amount> told) {
        List<String> known = CURRENCIES.stream()
                .filter(currency -> parts.stream().anyMatch(part -> currency.equals(part.currency())))
                .toList();
        assertThat(told)
                .extracting(one -> one.amount().getCurrencyUnit().getCode())
                .containsExactlyInAnyOrderElementsOf(known);
        for (Amount one : told) {
            CurrencyUnit currency = one.amount().getCurrencyUnit();
            assertThat(one.amount().getAmount()).isEqualByComparingTo(sum(parts, currency.getCode(), false));
            assertThat(one.weighted())
                    .isEqualTo(Money.of(currency, sum(parts, currency.getCode(), true), RoundingMode.HALF_EVEN));
        }
    }

    @Property
    void sums_by_stage_and_in_all_are_those_of_the_opportunities_seen_one_by_one(
            @ForAll @Size(max = 60) List<@IntRange(max = 1_000_000) Integer> numbers) {
        List<Part> parts = numbers.stream().map(OpportunitySumsTest::one).toList();

        OpportunitySums sums = OpportunitySums.of(parts, OpportunitySumsTest::probability);

        List<Part> told = new ArrayList<>();
        sums.sums().forEach(row -> {
            List<Part> there = parts.stream()
                    .filter(part -> part.stage().equals(row.stage()))
                    .toList();
            assertThat(row.count()).isEqualTo(there.size());
            isTheSumOf(there, row.amounts());
            told.addAll(there);
        });
        assertThat(told).hasSameSizeAs(parts);
        isTheSumOf(parts, sums.totals());
    }

    @Test
    void a_stage_weighs_as_in_the_pipeline_in_force_and_one_that_is_no_more_as_in_the_version_that_is_named() {
        Pipeline now = pipeline("new", 20);
        Pipeline before = pipeline("offer", 60);
        Part there = new Part("standard", 1, "new", "EUR", 1, BigDecimal.TEN);
        Part gone = new Part("standard", 1, "offer", "EUR", 1, BigDecimal.TEN);
        Part lost = new Part("other", 7, "x", "EUR", 1, BigDecimal.TEN);
        var probability = OpportunitySums.probabilities(Map.of("standard", now), Map.of("standard/1", before));

        assertThat(probability.applyAsLong(there)).isEqualTo(20);
        assertThat(probability.applyAsLong(gone)).isEqualTo(60);
        assertThat(probability.applyAsLong(lost)).isZero();
        assertThat(OpportunitySums.of(List.of(there, gone), probability).totals())
                .containsExactly(new Amount(Money.parse("EUR 20.00"), Money.parse("EUR 8.00")));
    }

    private static Pipeline pipeline(String id, long probability) {
        Stage stage = new Stage(id, Map.of("en", id), probability, Outcome.OPEN);
        return new Pipeline(Map.of("en", "Sales"), List.of(stage), List.of());
    }
}
