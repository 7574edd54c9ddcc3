package io.annals.command.contact;

import io.annals.events.CustomerId;
import io.annals.events.contact.ContactKind;
import io.annals.events.contact.Direction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A contact as a channel sends it.
 *
 * @param direction without it: the usual one of the kind
 * @param externalId the channel's own id of it: the same again is recorded once
 * @param customer how the customer is known; may only be left out for a return, which then is the buyer's
 * @param content see {@link Content}
 */
record ContactForm(
        ContactKind kind,
        String channel,
        @Nullable Direction direction,
        String externalId,
        Instant occurredAt,
        @Nullable Customer customer,
        JsonNode content) {

    /** @param name goes with a customer whom nobody knows yet */
    record Customer(
            @Nullable CustomerId id,
            @Nullable String card,
            @Nullable String externalId,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String name) {}
}
