package io.annals.command.task;

import io.annals.events.CustomerId;
import io.annals.events.task.TaskEvent;
import io.annals.events.task.TaskEvent.TaskCompleted;
import io.annals.events.task.TaskEvent.TaskReassigned;
import io.annals.events.task.TaskEvent.TaskReopened;
import io.annals.events.task.TaskEvent.TaskRescheduled;
import io.annals.events.task.TaskEvent.TaskSet;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a decision must know of a task's stream. */
sealed interface TaskState {
    /** Nobody has set it. */
    record Unset() implements TaskState {}

    /** A task that was set. */
    record Known(@Nullable CustomerId customer, String assignee, Instant due, boolean done, String fingerprint)
            implements TaskState {
        private Known after(TaskEvent event) {
            return switch (event) {
                case TaskReassigned e -> new Known(customer, e.assignee(), due, done, fingerprint);
                case TaskRescheduled e -> new Known(customer, assignee, e.due(), done, fingerprint);
                case TaskCompleted _ -> new Known(customer, assignee, due, true, fingerprint);
                case TaskReopened _ -> new Known(customer, assignee, due, false, fingerprint);
                case TaskSet _ -> this;
            };
        }
    }

    static TaskState after(TaskState state, TaskEvent event) {
        return switch (state) {
            case Known known -> known.after(event);
            case Unset unset ->
                event instanceof TaskSet e
                        ? new Known(e.customer(), e.assignee(), e.due(), false, e.fingerprint())
                        : unset;
        };
    }

    /** @throws UnknownTask when nobody has set it */
    default Known known() {
        return switch (this) {
            case Unset _ -> throw new UnknownTask();
            case Known known -> known;
        };
    }
}
