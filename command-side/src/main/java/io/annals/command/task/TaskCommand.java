package io.annals.command.task;

import io.annals.edge.IfMatch;
import io.annals.events.CustomerId;
import io.annals.events.task.TaskId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What may be asked about a task. {@code at} is the moment of asking, milliseconds. */
sealed interface TaskCommand {
    TaskId task();

    Instant at();

    /**
     * @param assignee a login name, or {@code team/<name>}
     * @param fingerprint keyed hash of all that is told
     */
    record SetTask(
            TaskId task,
            @Nullable CustomerId customer,
            String title,
            @Nullable String text,
            String assignee,
            Instant due,
            String fingerprint,
            Instant at)
            implements TaskCommand {
        @Override
        public String toString() {
            return "SetTask[" + task + "]"; // the rest is personal
        }
    }

    /**
     * @param version of the task's stream that this edit is based on
     * @param assignee the new one, or null to leave it
     * @param due the new time, or null to leave it
     */
    record ChangeTask(
            TaskId task,
            IfMatch version,
            @Nullable String assignee,
            @Nullable Instant due,
            Instant at) implements TaskCommand {}

    /** @param version as in {@link ChangeTask} */
    record CompleteTask(TaskId task, IfMatch version, Instant at) implements TaskCommand {}

    /** @param version as in {@link CompleteTask} */
    record ReopenTask(TaskId task, IfMatch version, Instant at) implements TaskCommand {}
}
