package io.annals.events.party;

import io.annals.events.Id;
import io.annals.events.Open;
import java.util.UUID;

/**
 * That somebody is in a group in one role. The UUID (RFC 9562) is made by whoever says so, so that the same request sent again is
 * recognised.
 */
@Open
public record MembershipId(UUID value) implements Id.OfUuid {
    @Override
    public String stream() {
        return "membership-" + value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
