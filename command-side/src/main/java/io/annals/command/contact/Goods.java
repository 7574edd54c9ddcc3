package io.annals.command.contact;

import io.annals.events.contact.Code;
import io.annals.events.contact.PurchaseLine;
import io.annals.events.contact.ReturnedLine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a purchase.
 *
 * @param left what the purchase still comes to: its total less all refunds
 */
record Goods(Money left, Map<Code, Line> lines) {

    /**
     * One line.
     *
     * @param back the quantity that went back so far
     * @param refunded the part of the price that went back so far
     */
    record Line(BigDecimal quantity, Money price, BigDecimal back, Money refunded) {
        BigDecimal remaining() {
            return quantity.subtract(back);
        }

        /**
         * The refund for {@code more} of it. Counted from the line's beginning, so that however a line goes back piece by
         * piece, its refunds add up to its price, exactly.
         */
        Money refundOf(BigDecimal more) {
            BigDecimal due = price.getAmount()
                    .multiply(back.add(more))
                    .divide(quantity, price.getCurrencyUnit().getDecimalPlaces(), RoundingMode.HALF_UP);
            return Money.of(price.getCurrencyUnit(), due).minus(refunded);
        }

        private Line without(ReturnedLine returned) {
            return new Line(quantity, price, back.add(returned.quantity()), refunded.plus(returned.refund()));
        }
    }

    static Goods of(Money total, List<PurchaseLine> bought) {
        Map<Code, Line> lines = new LinkedHashMap<>();
        for (PurchaseLine line : bought) {
            Money none = Money.zero(line.price().getCurrencyUnit());
            lines.put(line.id(), new Line(line.quantity(), line.price(), BigDecimal.ZERO, none));
        }
        return new Goods(total, Collections.unmodifiableMap(lines));
    }

    @Nullable
    Line line(Code id) {
        return lines.get(id);
    }

    Goods without(List<ReturnedLine> returned) {
        Map<Code, Line> rest = new LinkedHashMap<>(lines);
        Money now = left;
        for (ReturnedLine one : returned) {
            rest.computeIfPresent(one.line(), (_, line) -> line.without(one));
            now = now.minus(one.refund());
        }
        return new Goods(now, Collections.unmodifiableMap(rest));
    }
}
