/**
 * Customers who look alike and are not the same: said by people, and taken back by them. Two facts, one told of each, in a stream
 * a customer, {@code duplicate-…}.
 */
@NullMarked
package io.annals.events.duplicate;

import org.jspecify.annotations.NullMarked;
