package io.annals.query.opportunity;

import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.TellsOf;
import io.annals.events.opportunity.Pipeline;
import io.annals.events.opportunity.Pipeline.Stage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What opportunities would bring, by stage and in all.
 *
 * @param sums by pipeline and stage
 * @param totals of all of them
 */
record OpportunitySums(List<OfStage> sums, List<Amount> totals) {
    private static final int PERCENT = 2;

    /**
     * Opportunities alike.
     *
     * @param version of the pipeline that put them into their stage
     * @param currency null where nobody knows what they would bring
     */
    record Part(
            String pipeline,
            long version,
            String stage,
            @Nullable String currency,
            long count,
            BigDecimal amount) {}

    /** @param probability with which one of them is won, in percent */
    record OfStage(
            @Open String pipeline,
            @Open String stage,
            @Open long probability,
            @Open long count,
            @TellsOf(Field.MONEY) List<Amount> amounts) {}

    /** @param weighted the amount by the probability, to the currency's smallest unit */
    record Amount(Money amount, Money weighted) {}

    /** The probability of a part's stage, as the pipeline in force has it, or else the version that it names. */
    static ToLongFunction<Part> probabilities(Map<String, Pipeline> effective, Map<String, Pipeline> named) {
        return part -> stage(effective.get(part.pipeline()), part.stage())
                .or(() -> stage(named.get(key(part)), part.stage()))
                .map(Stage::probability)
                .orElse(0L);
    }

    /** How {@link #probabilities} finds the version that a part names. */
    static String key(Part part) {
        return part.pipeline() + "/" + part.version();
    }

    private static Optional<Stage> stage(@Nullable Pipeline pipeline, String id) {
        return pipeline == null ? Optional.empty() : pipeline.stage(id);
    }

    /** @param probability of each part's stage, in percent */
    static OpportunitySums of(Collection<Part> parts, ToLongFunction<Part> probability) {
        Map<String, List<Part>> byStage = new TreeMap<>();
        parts.forEach(part -> byStage.computeIfAbsent(part.pipeline() + "/" + part.stage(), _ -> new ArrayList<>())
                .add(part));
        List<OfStage> sums = byStage.values().stream()
                .map(alike -> ofStage(alike, probability))
                .toList();
        return new OpportunitySums(sums, amounts(parts, probability));
    }

    private static OfStage ofStage(List<Part> alike, ToLongFunction<Part> probability) {
        Part latest =
                alike.stream().max(Comparator.comparingLong(Part::version)).orElseThrow();
        return new OfStage(
                latest.pipeline(),
                latest.stage(),
                probability.applyAsLong(latest),
                alike.stream().mapToLong(Part::count).sum(),
                amounts(alike, probability));
    }

    private static List<Amount> amounts(Collection<Part> parts, ToLongFunction<Part> probability) {
        Map<String, BigDecimal> whole = new TreeMap<>();
        Map<String, BigDecimal> weighted = new TreeMap<>();
        for (Part part : parts) {
            if (part.currency() != null) {
                BigDecimal expected =
                        part.amount().multiply(BigDecimal.valueOf(probability.applyAsLong(part), PERCENT));
                whole.merge(part.currency(), part.amount(), BigDecimal::add);
                weighted.merge(part.currency(), expected, BigDecimal::add);
            }
        }
        return whole.entrySet().stream()
                .map(one -> new Amount(
                        money(one.getKey(), one.getValue()),
                        money(one.getKey(), weighted.getOrDefault(one.getKey(), BigDecimal.ZERO))))
                .toList();
    }

    private static Money money(String currency, BigDecimal amount) {
        return Money.of(CurrencyUnit.of(currency), amount, RoundingMode.HALF_EVEN);
    }
}
