/**
 * Customers that are one: what timelines say of it, and who was merged with whom.
 *
 * <p>How the views of several are shown as one stands with each view; who belongs together is asked in {@code projection}.
 */
@NullMarked
package io.annals.query.merge;

import org.jspecify.annotations.NullMarked;
