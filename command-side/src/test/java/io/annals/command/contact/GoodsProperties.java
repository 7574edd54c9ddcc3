package io.annals.command.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.contact.Code;
import io.annals.events.contact.CodedText;
import io.annals.events.contact.PurchaseLine;
import io.annals.events.contact.ReturnedLine;
import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

@Tag("quick")
class GoodsProperties {
    private static final Code ONE = new Code("1");

    @Property(tries = 300)
    void however_a_line_goes_back_piece_by_piece_its_refunds_add_up_to_its_price(
            @ForAll @LongRange(min = 0, max = 1_000_000_00) long cents,
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 50) Integer> pieces) {
        Money price = Money.ofMinor(CurrencyUnit.USD, cents);
        BigDecimal quantity =
                BigDecimal.valueOf(pieces.stream().mapToInt(Integer::intValue).sum());
        Goods goods = Goods.of(price, List.of(new PurchaseLine(ONE, CodedText.of("cd"), quantity, price)));

        Money refunded = Money.zero(CurrencyUnit.USD);
        for (int piece : pieces) {
            Goods.Line line = goods.line(ONE);
            assertThat(line).isNotNull();
            Money refund = line.refundOf(BigDecimal.valueOf(piece));
            assertThat(refund.isNegative()).isFalse();
            refunded = refunded.plus(refund);
            goods = goods.without(List.of(new ReturnedLine(ONE, BigDecimal.valueOf(piece), refund)));
            assertThat(goods.left()).isEqualTo(price.minus(refunded));
        }

        assertThat(refunded).isEqualTo(price);
        assertThat(goods.left()).isEqualTo(Money.zero(CurrencyUnit.USD));
    }
}
