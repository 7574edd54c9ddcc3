package io.annals.edge;

import io.annals.events.CustomerId;

/**
 * A kind of what lets a customer in to themselves: their keys ({@link Keys}), and where people log in their login with
 * everything that it has opened. An erasure ends every bean of this type when it destroys the customer's key: again, if it is
 * carried out again, which does no harm.
 */
public interface CustomerAccess {
    /**
     * Whatever has the scope {@code customer/<id>} of this customer lets nobody in any more, and never will again: heard on
     * every node within a second. Nothing, if there is none.
     */
    void end(CustomerId customer);
}
