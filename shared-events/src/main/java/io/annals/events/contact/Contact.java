package io.annals.events.contact;

import io.annals.events.CustomerId;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.Personal;
import io.annals.events.TellsOf;
import java.time.Instant;
import java.util.List;

/**
 * What every contact has, whatever its kind.
 *
 * @param channel where it took place, as the company names it: {@code mail}, {@code phone}, {@code store-12}; lower case
 * @param externalId the channel's own id of it, such as a Message-ID (RFC 5322) or a receipt number
 * @param occurredAt when it took place; milliseconds
 * @param fingerprint keyed hash of all that was told of it: the same id with another fingerprint is a conflict
 * @param defects what had to be mended in what was told; empty as a rule
 */
@Open
public record Contact(
        ContactId id,
        CustomerId customer,
        @Open String channel,
        Direction direction,
        @TellsOf(Field.IDENTITIES) Personal<String> externalId,
        @Open Instant occurredAt,
        @Open String fingerprint,
        List<Defect> defects) {

    /** A contact that was told as it should be. */
    public Contact(
            ContactId id,
            CustomerId customer,
            String channel,
            Direction direction,
            Personal<String> externalId,
            Instant occurredAt,
            String fingerprint) {
        this(id, customer, channel, direction, externalId, occurredAt, fingerprint, List.of());
    }

    /** The same, under another id. */
    public Contact as(ContactId other) {
        return new Contact(other, customer, channel, direction, externalId, occurredAt, fingerprint, defects);
    }

    /** The same, of another customer. */
    public Contact of(CustomerId other) {
        return new Contact(id, other, channel, direction, externalId, occurredAt, fingerprint, defects);
    }
}
