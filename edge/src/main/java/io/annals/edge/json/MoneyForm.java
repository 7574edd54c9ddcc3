package io.annals.edge.json;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.joda.money.Money;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ser.std.StdSerializer;

/** {@code {"amount":"29.33","currency":"USD"}}: the amount as text, so that no reader makes a binary fraction of it. */
final class MoneyForm {
    private static final Pattern AMOUNT = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,18})?");

    private MoneyForm() {}

    private record Written(String amount, String currency) {}

    static final class Reading extends StdDeserializer<Money> {
        Reading() {
            super(Money.class);
        }

        @Override
        public Money deserialize(JsonParser json, DeserializationContext context) {
            Written written = context.readValue(json, Written.class);
            CurrencyUnit currency = currency(json, written.currency());
            if (!AMOUNT.matcher(written.amount()).matches()) {
                throw NotThatShape.of(json, "must be an amount such as \"29.33\"")
                        .prependPath(Written.class, "amount");
            }
            BigDecimal amount = exact(new BigDecimal(written.amount()), currency);
            if (amount.scale() > currency.getDecimalPlaces()) {
                throw NotThatShape.of(
                                json,
                                "must have at most " + currency.getDecimalPlaces() + " decimals in "
                                        + currency.getCode())
                        .prependPath(Written.class, "amount");
            }
            return Money.of(currency, amount);
        }

        /** Noughts behind the point say nothing: {@code 29.3300} dollars, {@code 100.00} yen. */
        private static BigDecimal exact(BigDecimal amount, CurrencyUnit currency) {
            BigDecimal shortest = amount.stripTrailingZeros();
            return shortest.scale() <= currency.getDecimalPlaces()
                    ? shortest.setScale(currency.getDecimalPlaces())
                    : amount;
        }

        private static CurrencyUnit currency(JsonParser json, String code) {
            try {
                return CurrencyUnit.of(code);
            } catch (IllegalCurrencyException unknown) {
                throw NotThatShape.of(json, "must be a currency of ISO 4217, such as EUR")
                        .prependPath(Written.class, "currency");
            }
        }
    }

    static final class Writing extends StdSerializer<Money> {
        Writing() {
            super(Money.class);
        }

        @Override
        public void serialize(Money money, JsonGenerator json, SerializationContext context) {
            json.writeStartObject(money);
            json.writeStringProperty("amount", money.getAmount().toPlainString());
            json.writeStringProperty("currency", money.getCurrencyUnit().getCode());
            json.writeEndObject();
        }
    }
}
