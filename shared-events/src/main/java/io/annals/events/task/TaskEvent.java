package io.annals.events.task;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.Personal;
import io.annals.events.PublicName;
import io.annals.events.TellsOf;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The family of the streams {@code task-…}. That a task is overdue is no event: it is a question of the reader's clock.
 *
 * <p>An assignee is a person, by login name, or a team's queue, as {@code team/<name>}.
 */
@TellsOf(Field.COLLEAGUES)
public sealed interface TaskEvent extends Fact {
    /** Before the id of a task without a customer, so that its subject is never a customer's. */
    String OWN_SUBJECT = "task-";

    TaskId task();

    /** The customer for whom it is to be done; null for a task about nobody in particular. */
    @Override
    @Nullable
    CustomerId customer();

    @Override
    default String stream() {
        return task().stream();
    }

    /** Whose task it is, from this fact on. */
    @TellsOf(Field.COLLEAGUES)
    String assignee();

    /** The customer, or the task itself: then it has a key of its own. */
    @Override
    default String subjectId() {
        CustomerId customer = customer();
        return customer == null ? OWN_SUBJECT + task() : customer.toString();
    }

    /**
     * Somebody is to do something; the first fact of its stream.
     *
     * @param title in one line
     * @param text what else there is to say
     * @param due until when; milliseconds
     * @param fingerprint keyed hash of all that was told of it: the same id with another fingerprint is a conflict
     */
    @PublicName("task.TaskSet")
    record TaskSet(
            TaskId task,
            @Nullable CustomerId customer,
            @TellsOf(Field.COLLEAGUES) Personal<String> title,
            @TellsOf(Field.NOTES) @Nullable Personal<String> text,
            String assignee,
            @Open Instant due,
            @Open String fingerprint,
            Instant occurredAt)
            implements TaskEvent {}

    /** @param from whose it was; never the assignee */
    @PublicName("task.TaskReassigned")
    record TaskReassigned(
            TaskId task,
            @Nullable CustomerId customer,
            @TellsOf(Field.COLLEAGUES) String from,
            String assignee,
            Instant occurredAt)
            implements TaskEvent {}

    /** It is due at another time. */
    @PublicName("task.TaskRescheduled")
    record TaskRescheduled(
            TaskId task,
            @Nullable CustomerId customer,
            String assignee,
            @Open Instant due,
            Instant occurredAt) implements TaskEvent {}

    @PublicName("task.TaskCompleted")
    record TaskCompleted(TaskId task, @Nullable CustomerId customer, String assignee, Instant occurredAt)
            implements TaskEvent {}

    /** It was not done after all. */
    @PublicName("task.TaskReopened")
    record TaskReopened(TaskId task, @Nullable CustomerId customer, String assignee, Instant occurredAt)
            implements TaskEvent {}
}
