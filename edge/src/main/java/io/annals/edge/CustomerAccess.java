package io.annals.edge;

import io.annals.events.CustomerId;

/**
 * A kind of what lets a customer in to themselves: their keys ({@link Keys}), and where people log in their login with
 * everything that it has opened. Whoever erases a customer ends it: take every bean of this type ({@code
 * List<CustomerAccess>}) and call each, once it is decided and again when it is carried out; calling it again does no harm.
 */
public interface CustomerAccess {
    /**
     * Whatever has the scope {@code customer/<id>} of this customer lets nobody in any more, and never will again: heard on
     * every node within a second. Nothing, if there is none.
     */
    void end(CustomerId customer);
}
