package io.annals.command.contact;

import io.annals.command.Identity;
import io.annals.events.CustomerId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a contact says whose it is.
 *
 * @param id the customer's own id, the strongest of all, or null
 * @param identities at most one of a kind, the strongest first
 * @param name the name that an unknown customer is registered with, or null
 */
record KnownBy(
        @Nullable CustomerId id,
        List<Identity> identities,
        @Nullable String name) {
    boolean nothing() {
        return id == null && identities.isEmpty();
    }

    @Override
    public String toString() {
        return (id == null ? "" : id + " ") + identities; // the name is personal
    }
}
