package io.annals.events;

import java.util.UUID;

/** A customer, for ever: also after a merge or an erasure the id keeps its meaning. A version 7 UUID (RFC 9562). */
@Open
public record CustomerId(UUID value) implements Id.OfUuid {
    /** With what the streams of customers begin, and no others. */
    public static final String STREAMS = "customer-";

    /** @throws IllegalArgumentException when the text is not a UUID */
    public static CustomerId of(String text) {
        return new CustomerId(UUID.fromString(text));
    }

    @Override
    public String stream() {
        return STREAMS + value;
    }

    /** The plain UUID, as it stands in addresses and as the subject in the log. */
    @Override
    public String toString() {
        return value.toString();
    }
}
