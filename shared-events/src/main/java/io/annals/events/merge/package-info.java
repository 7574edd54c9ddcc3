/**
 * Customers that turn out to be one, and that part again. Nothing is moved: two facts, one told of each, link them, and all
 * else stays with the customer of whom it was recorded. One stream a customer, {@code merge-…}, and one a run of many merges,
 * {@code merge-run-…}.
 */
@NullMarked
package io.annals.events.merge;

import org.jspecify.annotations.NullMarked;
