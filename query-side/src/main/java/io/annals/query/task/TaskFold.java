package io.annals.query.task;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.customer.CustomerEvent.RegionAssigned;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import io.annals.events.task.TaskEvent;
import io.annals.events.task.TaskEvent.TaskCompleted;
import io.annals.events.task.TaskEvent.TaskReassigned;
import io.annals.events.task.TaskEvent.TaskReopened;
import io.annals.events.task.TaskEvent.TaskRescheduled;
import io.annals.events.task.TaskEvent.TaskSet;
import io.annals.events.task.TaskId;
import io.annals.log.RecordedEvent;
import io.annals.query.projection.Fold;
import io.annals.query.projection.Seen;
import io.annals.query.task.TasksView.State;
import io.annals.query.task.TasksView.Task;
import io.annals.query.visibility.Belonging;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The fold behind the lists of tasks. */
final class TaskFold implements Fold<TasksView> {
    /** So many that are done stay in the view; those before stand in the timeline. */
    static final int DONE_KEPT = 200;

    private static final Comparator<Task> LATEST_DONE =
            Comparator.comparing((Task task) -> Objects.requireNonNull(task.completedAt()));

    @Override
    public TasksView empty(String subject) {
        return TasksView.NONE;
    }

    @Override
    public TasksView apply(TasksView view, RecordedEvent where, Fact fact) {
        return switch (fact) {
            case TaskEvent task -> task(view, where, task);
            case CustomerErased _ -> view.tasks().isEmpty() ? view : view.with(List.of());
            case TeamAssigned _, RegionAssigned _ -> view.of(view.belonging().after(fact));
            default -> view; // says nothing of tasks
        };
    }

    /** All of them, as the survivor's. */
    @Override
    public TasksView combined(List<Seen<TasksView>> members) {
        CustomerId survivor = CustomerId.of(members.getFirst().subject());
        List<TasksView> all = members.stream().map(Seen::view).toList();
        return new TasksView(
                all.stream()
                        .flatMap(view -> view.tasks().stream())
                        .map(task -> task.at(survivor))
                        .sorted(Comparator.comparing(Task::setAt))
                        .toList(),
                Belonging.together(all.stream().map(TasksView::belonging).toList()));
    }

    private static TasksView task(TasksView view, RecordedEvent where, TaskEvent fact) {
        long seq = where.event().seq();
        return switch (fact) {
            case TaskSet e -> set(view, where, e);
            case TaskReassigned e -> changed(view, e.task(), task -> task.assignedTo(e.assignee(), seq));
            case TaskRescheduled e -> changed(view, e.task(), task -> task.dueAt(e.due(), seq));
            case TaskCompleted e -> trimmed(changed(view, e.task(), task -> task.done(e.occurredAt(), seq)));
            case TaskReopened e -> changed(view, e.task(), task -> task.reopened(seq));
        };
    }

    private static TasksView set(TasksView view, RecordedEvent where, TaskSet e) {
        List<Task> tasks = new ArrayList<>(view.tasks());
        tasks.add(new Task(
                e.task(),
                e.customer(),
                e.title(),
                e.text(),
                e.assignee(),
                e.due(),
                State.OPEN,
                e.occurredAt(),
                where.event().meta().getOrDefault("actor", "unknown"),
                null,
                where.event().seq()));
        return view.with(tasks);
    }

    /** A task that is not there belonged to somebody erased, or was done long ago. */
    private static TasksView changed(TasksView view, TaskId id, UnaryOperator<Task> change) {
        if (view.tasks().stream().noneMatch(task -> task.id().equals(id))) {
            return view;
        }
        return view.with(view.tasks().stream()
                .map(task -> task.id().equals(id) ? change.apply(task) : task)
                .toList());
    }

    private static TasksView trimmed(TasksView view) {
        List<Task> done = view.tasks().stream()
                .filter(task -> task.state() == State.DONE)
                .sorted(LATEST_DONE)
                .toList();
        if (done.size() <= DONE_KEPT) {
            return view;
        }
        Task oldest = done.getFirst();
        return view.with(
                view.tasks().stream().filter(task -> !task.equals(oldest)).toList());
    }
}
