package io.annals.events.contact;

import java.math.BigDecimal;
import org.joda.money.Money;

/**
 * What is taken back of one line of a purchase.
 *
 * @param line the id of the purchase's line
 * @param quantity more than zero, never more than what is left of the line
 * @param refund the part of the line's price that goes back
 */
public record ReturnedLine(Code line, BigDecimal quantity, Money refund) {}
