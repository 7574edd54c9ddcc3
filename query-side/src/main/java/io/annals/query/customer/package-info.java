/**
 * The unified client view: who a customer is, how they are reached, what they bought, what they have in points.
 *
 * <p>Holds the view, its fold, the search and its endpoint. Promises: money only by currency, never converted; after an
 * erasure nothing personal is left and the sums are. Forbids: knowledge of other views.
 */
@NullMarked
package io.annals.query.customer;

import org.jspecify.annotations.NullMarked;
