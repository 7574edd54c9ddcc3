package io.annals.command;

import io.annals.events.customer.IdentityKind;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something by which a customer is known, as a command carries it. Equal where kind and key are: the same number written
 * with and without what its country leaves out is one.
 *
 * @param value in normal form
 * @param key keyed hash of kind and value: names the stream that says to whom it belongs
 * @param formerKeys under which it may have been claimed by earlier rules
 */
public record Identity(IdentityKind kind, String value, String key, List<String> formerKeys) {
    /** One that has always had this key. */
    public Identity(IdentityKind kind, String value, String key) {
        this(kind, value, key, List.of());
    }

    /** The stream that is written when it is claimed. */
    public String stream() {
        return kind.stream(key);
    }

    /** All streams that may say to whom it belongs, the present one first. */
    public List<String> streams() {
        return Stream.concat(Stream.of(key), formerKeys.stream())
                .map(one -> kind.stream(one))
                .toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Identity identity && kind == identity.kind && key.equals(identity.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return kind + " " + key; // the value is personal
    }
}
