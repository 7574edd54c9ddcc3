/**
 * Customers: who they are, by what they are known, what they agreed to. One stream a customer, {@code customer-…}, and
 * one a thing by which somebody is known, {@code identity-…}, so that an address belongs to one customer.
 */
@NullMarked
package io.annals.events.customer;

import org.jspecify.annotations.NullMarked;
