package io.annals.query.task;

import io.annals.events.CustomerId;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.Personal;
import io.annals.events.TellsOf;
import io.annals.events.task.TaskId;
import io.annals.query.visibility.Belonging;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one customer, or one task of nobody's.
 *
 * @param tasks all that are open, and those done last; in the order in which they were set
 * @param belonging of the customer
 */
public record TasksView(List<Task> tasks, Belonging belonging) {
    static final TasksView NONE = new TasksView(List.of(), Belonging.NOWHERE);

    TasksView with(List<Task> others) {
        return new TasksView(List.copyOf(others), belonging);
    }

    TasksView of(Belonging other) {
        return new TasksView(tasks, other);
    }

    enum State {
        OPEN,
        DONE
    }

    /**
     * A task.
     *
     * @param assignee a login name, or {@code team/<name>}
     * @param setBy who set it, as the log names them
     * @param completedAt null as long as it is open
     * @param version seq of the last event in the task's own stream: what an edit's If-Match names
     */
    record Task(
            TaskId id,
            @Nullable CustomerId customer,
            @TellsOf(Field.COLLEAGUES) Personal<String> title,
            @TellsOf(Field.NOTES) @Nullable Personal<String> text,
            @TellsOf(Field.COLLEAGUES) String assignee,
            @Open Instant due,
            @Open State state,
            @Open Instant setAt,
            @TellsOf(Field.COLLEAGUES) String setBy,
            @Open @Nullable Instant completedAt,
            @TellsOf(Field.COLLEAGUES) long version) {
        Task assignedTo(String name, long seq) {
            return new Task(id, customer, title, text, name, due, state, setAt, setBy, completedAt, seq);
        }

        Task at(CustomerId whom) {
            return new Task(id, whom, title, text, assignee, due, state, setAt, setBy, completedAt, version);
        }

        Task dueAt(Instant when, long seq) {
            return new Task(id, customer, title, text, assignee, when, state, setAt, setBy, completedAt, seq);
        }

        Task done(Instant when, long seq) {
            return new Task(id, customer, title, text, assignee, due, State.DONE, setAt, setBy, when, seq);
        }

        Task reopened(long seq) {
            return new Task(id, customer, title, text, assignee, due, State.OPEN, setAt, setBy, null, seq);
        }
    }
}
