package io.annals.encoding;

import java.math.BigDecimal;
import org.bson.BsonReader;
import org.bson.BsonType;
import org.bson.BsonWriter;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.EncoderContext;
import org.bson.types.Decimal128;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** {@code {amount: Decimal128, currency: "USD"}}; at most the 34 digits of IEEE 754 decimal128. */
final class MoneyForm implements Codec<Money> {
    private static final String AMOUNT = "amount";
    private static final String CURRENCY = "currency";

    @Override
    public void encode(BsonWriter writer, Money money, EncoderContext context) {
        writer.writeStartDocument();
        writer.writeDecimal128(AMOUNT, new Decimal128(money.getAmount()));
        writer.writeString(CURRENCY, money.getCurrencyUnit().getCode());
        writer.writeEndDocument();
    }

    @Override
    public Money decode(BsonReader reader, DecoderContext context) {
        BigDecimal amount = BigDecimal.ZERO;
        String currency = "";
        reader.readStartDocument();
        while (reader.readBsonType() != BsonType.END_OF_DOCUMENT) {
            switch (reader.readName()) {
                case AMOUNT -> amount = reader.readDecimal128().bigDecimalValue();
                case CURRENCY -> currency = reader.readString();
                default -> reader.skipValue();
            }
        }
        reader.readEndDocument();
        return Money.of(CurrencyUnit.of(currency), amount);
    }

    @Override
    public Class<Money> getEncoderClass() {
        return Money.class;
    }
}
