package io.annals.events.contact;

import io.annals.events.Id;
import io.annals.events.Open;

/** A contact: the keyed hash of its channel and the channel's own id, in lower-case hex, so that it tells nobody anything. */
@Open
public record ContactId(String value) implements Id.OfHash {
    @Override
    public String stream() {
        return "contact-" + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
