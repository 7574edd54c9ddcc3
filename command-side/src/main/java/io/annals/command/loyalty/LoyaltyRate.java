package io.annals.command.loyalty;

import java.math.BigDecimal;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much a purchase earns.
 *
 * @param rate points a whole unit of the currency, 0 to 1,000
 * @param rates the same for single currencies, by ISO 4217 code: {@code annals.loyalty.rates.JPY=0.01}
 */
@ConfigurationProperties("annals.loyalty")
record LoyaltyRate(
        @DefaultValue("1") BigDecimal rate, @DefaultValue Map<String, BigDecimal> rates) {
    private static final BigDecimal HIGHEST = BigDecimal.valueOf(1_000);

    LoyaltyRate {
        rates = Map.copyOf(rates);
        refuseUnlessSound(rate);
        rates.values().forEach(LoyaltyRate::refuseUnlessSound);
        rates.keySet().forEach(CurrencyUnit::of); // throws for a code that is none
    }

    BigDecimal in(CurrencyUnit currency) {
        return rates.getOrDefault(currency.getCode(), rate);
    }

    private static void refuseUnlessSound(BigDecimal rate) {
        if (rate.signum() < 0 || rate.compareTo(HIGHEST) > 0) {
            throw new IllegalArgumentException("annals.loyalty.rate must lie between 0 and " + HIGHEST + ": " + rate);
        }
    }
}
