package io.annals.events.party;

import io.annals.events.Id;
import io.annals.events.Open;
import java.util.UUID;

/** A department. The UUID (RFC 9562) is made by whoever forms it, so that the same request sent again is recognised. */
@Open
public record DepartmentId(UUID value) implements Id.OfUuid {
    @Override
    public String stream() {
        return "department-" + value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
