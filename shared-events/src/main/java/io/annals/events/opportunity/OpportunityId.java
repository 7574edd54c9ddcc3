package io.annals.events.opportunity;

import io.annals.events.Id;
import io.annals.events.Open;
import java.util.UUID;

/** An opportunity. The UUID (RFC 9562) is made by whoever opens it, so that the same request sent again is recognised. */
@Open
public record OpportunityId(UUID value) implements Id.OfUuid {
    @Override
    public String stream() {
        return "opportunity-" + value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
