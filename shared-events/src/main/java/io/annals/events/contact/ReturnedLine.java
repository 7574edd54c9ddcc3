package io.annals.events.contact;

import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.TellsOf;
import java.math.BigDecimal;
import org.joda.money.Money;

/**
 * What is taken back of one line of a purchase.
 *
 * @param line the id of the purchase's line
 * @param quantity more than zero, never more than what is left of the line
 * @param refund the part of the line's price that goes back
 */
@Open
public record ReturnedLine(
        Code line,
        @Open BigDecimal quantity,
        @TellsOf(Field.MONEY) Money refund) {}
