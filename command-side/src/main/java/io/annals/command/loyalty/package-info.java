/**
 * Loyalty: cards, points, and what is bought with them. The account is a ledger; the balance is the sum of its entries.
 *
 * <p>Promises: a purchase earns once, a return takes back once, a redemption is made once, and never spends what is not there.
 * Forbids: a growing set or a watermark inside an account; what must happen once claims a stream of its own.
 */
@NullMarked
package io.annals.command.loyalty;

import org.jspecify.annotations.NullMarked;
