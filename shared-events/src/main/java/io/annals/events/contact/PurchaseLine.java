package io.annals.events.contact;

import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.TellsOf;
import java.math.BigDecimal;
import org.joda.money.Money;

/**
 * One line of a receipt.
 *
 * @param id the line's own id within the receipt, by which a return names it; where that is no code, one that stands for it
 * @param quantity more than zero; a fraction where goods are weighed
 * @param price what was paid for the whole line, not for one piece; zero or more
 */
@Open
public record PurchaseLine(
        Code id,
        CodedText product,
        @Open BigDecimal quantity,
        @TellsOf(Field.MONEY) Money price) {}
