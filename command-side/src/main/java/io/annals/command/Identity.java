package io.annals.command;

import io.annals.events.customer.IdentityKind;

/**
 * Something by which a customer is known, as a command carries it.
 *
 * @param value in normal form
 * @param key keyed hash of kind and value: names the stream that says to whom it belongs
 */
public record Identity(IdentityKind kind, String value, String key) {
    @Override
    public String toString() {
        return kind + " " + key; // the value is personal
    }
}
