package io.annals.events.task;

import java.util.UUID;

/** A task. The UUID (RFC 9562) is made by whoever sets it, so that the same request sent again is recognised. */
public record TaskId(UUID value) {
    /** @throws IllegalArgumentException when the text is not a UUID */
    public static TaskId of(String text) {
        return new TaskId(UUID.fromString(text));
    }

    /** The stream of the task. */
    public String stream() {
        return "task-" + value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
