/**
 * A customer's account of points: the balance, and its entries one by one.
 *
 * <p>Holds the view, its fold and its endpoint. The statement is not stored: it is the account's own stream in the log.
 * Promises: the balance is the sum of the entries shown. Forbids: knowledge of other views.
 */
@NullMarked
package io.annals.query.loyalty;

import org.jspecify.annotations.NullMarked;
