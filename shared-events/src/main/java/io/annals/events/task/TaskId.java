package io.annals.events.task;

import io.annals.events.Id;
import io.annals.events.Open;
import java.util.UUID;

/** A task. The UUID (RFC 9562) is made by whoever sets it, so that the same request sent again is recognised. */
@Open
public record TaskId(UUID value) implements Id.OfUuid {
    /** @throws IllegalArgumentException when the text is not a UUID */
    public static TaskId of(String text) {
        return new TaskId(UUID.fromString(text));
    }

    @Override
    public String stream() {
        return "task-" + value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
