/**
 * Customers: registering them, correcting what is known of them, by what they are known, what they agreed to, and
 * forgetting them.
 *
 * <p>Promises: an identity belongs to one customer; an edit based on an old version is refused; after an erasure nothing new
 * is recorded of a customer. Forbids: personal values in states.
 */
@NullMarked
package io.annals.command.customer;

import org.jspecify.annotations.NullMarked;
