package io.annals.edge.json;

import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Exact decimals of a size that people deal in; {@code 1e1000000000} would take all memory the first time it is added. */
final class DecimalForm extends StdScalarDeserializer<BigDecimal> {
    private static final int DIGITS_BEFORE = 15;
    private static final int DIGITS_AFTER = 9;

    DecimalForm() {
        super(BigDecimal.class);
    }

    @Override
    public BigDecimal deserialize(JsonParser json, DeserializationContext context) {
        if (!json.currentToken().isNumeric()) {
            throw NotThatShape.of(json, "must be a number");
        }
        BigDecimal number = json.getDecimalValue();
        if (number.scale() > DIGITS_AFTER) {
            number = number.stripTrailingZeros(); // which say nothing
        }
        if (number.scale() > DIGITS_AFTER || (long) number.precision() - number.scale() > DIGITS_BEFORE) {
            throw NotThatShape.of(
                    json,
                    "must have at most " + DIGITS_BEFORE + " digits before and " + DIGITS_AFTER + " after the point");
        }
        return number;
    }
}
