package io.annals.query.duplicate;

import io.annals.events.CustomerId;
import io.annals.events.customer.IdentityKind;
import io.annals.query.visibility.Belonging;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By what a customer is compared with others, and with whom no more.
 *
 * @param name null when unknown or erased
 * @param attributes by attribute name, those alone that are compared
 * @param identities addresses and numbers
 * @param keys under which others are found who may be the same
 * @param distinguished who is said not to be the same
 * @param into who has absorbed the customer, or null; whoever is absorbed is compared no more
 */
record DuplicateView(
        @Nullable String name,
        Map<String, String> attributes,
        List<Reached> identities,
        List<String> keys,
        List<CustomerId> distinguished,
        @Nullable CustomerId into,
        boolean erased,
        Belonging belonging) {
    static final DuplicateView UNKNOWN =
            new DuplicateView(null, Map.of(), List.of(), List.of(), List.of(), null, false, Belonging.NOWHERE);

    /** @param key keyed hash of kind and value */
    record Reached(IdentityKind kind, String value, String key) {}

    /** Told anew who it is. */
    DuplicateView told(@Nullable String newName, Map<String, String> newAttributes, List<Reached> newIdentities) {
        List<String> found = Profile.keys(Profile.of(newName, newAttributes, newIdentities));
        return new DuplicateView(newName, newAttributes, newIdentities, found, distinguished, into, erased, belonging);
    }

    DuplicateView distinguishedFrom(List<CustomerId> others) {
        return new DuplicateView(name, attributes, identities, keys, List.copyOf(others), into, erased, belonging);
    }

    DuplicateView absorbedBy(@Nullable CustomerId survivor) {
        return new DuplicateView(name, attributes, identities, keys, distinguished, survivor, erased, belonging);
    }

    DuplicateView of(Belonging other) {
        return new DuplicateView(name, attributes, identities, keys, distinguished, into, erased, other);
    }

    DuplicateView forgotten() {
        return new DuplicateView(null, Map.of(), List.of(), List.of(), distinguished, into, true, belonging);
    }

    /** Whether there is somebody to compare. */
    boolean isCompared() {
        return !erased && into == null && !keys.isEmpty();
    }
}
