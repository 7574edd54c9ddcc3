package io.annals.command.task;

import io.annals.command.decision.Reading.RecordedFact;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.task.TaskEvent.TaskSet;
import io.annals.events.task.TaskId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be edited of a task, as it stands, and what it is called, under the names of the view: shown to whoever edited
 * something older. It is personal: made for one answer, and kept nowhere.
 *
 * @param state {@code open} or {@code done}
 * @param version what the next edit names in If-Match
 */
record TaskRecord(
        TaskId id,
        @Nullable CustomerId customer,
        Personal<String> title,
        String assignee,
        Instant due,
        String state,
        long version) {

    /** @param history of a task that was set: it begins with that */
    static TaskRecord of(TaskId task, TaskState.Known known, List<RecordedFact> history) {
        TaskSet set = (TaskSet) history.getFirst().fact();
        return new TaskRecord(
                task,
                known.customer(),
                set.title(),
                known.assignee(),
                known.due(),
                known.done() ? "done" : "open",
                history.size() - 1L);
    }
}
