package io.annals.query.task;

import io.annals.events.task.TaskEvent;
import io.annals.events.task.TaskEvent.TaskCompleted;
import io.annals.events.task.TaskEvent.TaskReassigned;
import io.annals.events.task.TaskEvent.TaskReopened;
import io.annals.events.task.TaskEvent.TaskRescheduled;
import io.annals.events.task.TaskEvent.TaskSet;
import io.annals.query.timeline.TimelineEntries;
import java.util.Map;
import java.util.Optional;

/** What becomes of a task. */
public final class TaskEntries implements TimelineEntries<TaskEvent> {
    private static final Map<Class<? extends TaskEvent>, String> KINDS = Map.of(
            TaskSet.class,
            "task-set",
            TaskReassigned.class,
            "task-reassigned",
            TaskRescheduled.class,
            "task-rescheduled",
            TaskCompleted.class,
            "task-completed",
            TaskReopened.class,
            "task-reopened");

    @Override
    public Class<TaskEvent> family() {
        return TaskEvent.class;
    }

    @Override
    public Map<Class<? extends TaskEvent>, String> kinds() {
        return KINDS;
    }

    @Override
    public Optional<Told> of(TaskEvent fact) {
        String task = fact.task().toString();
        String assignee = fact.assignee();
        return Optional.of(
                switch (fact) {
                    case TaskSet e ->
                        Told.of(
                                "task",
                                task,
                                "assignee",
                                assignee,
                                "title",
                                e.title(),
                                "text",
                                e.text(),
                                "due",
                                e.due());
                    case TaskReassigned e -> Told.of("task", task, "assignee", assignee, "from", e.from());
                    case TaskRescheduled e -> Told.of("task", task, "assignee", assignee, "due", e.due());
                    case TaskCompleted _ -> Told.of("task", task, "assignee", assignee);
                    case TaskReopened _ -> Told.of("task", task, "assignee", assignee);
                });
    }
}
