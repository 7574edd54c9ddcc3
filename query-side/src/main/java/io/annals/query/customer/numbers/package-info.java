/**
 * The numbers of the day that come from customers: who they are by recency and frequency, how soon they are answered.
 *
 * <p>Holds no projection of its own: they are counted when asked for (decision 13).
 */
@NullMarked
package io.annals.query.customer.numbers;

import org.jspecify.annotations.NullMarked;
