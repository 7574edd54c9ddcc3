package io.annals.command.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.command.CustomerIsErased;
import io.annals.command.CustomerStatus;
import io.annals.command.decision.Reading.RecordedFact;
import io.annals.command.decision.UnknownCustomer;
import io.annals.command.task.TaskCommand.ChangeTask;
import io.annals.command.task.TaskCommand.CompleteTask;
import io.annals.command.task.TaskCommand.ReopenTask;
import io.annals.command.task.TaskCommand.SetTask;
import io.annals.edge.IfMatch;
import io.annals.edge.refusal.StaleVersion;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.task.TaskEvent;
import io.annals.events.task.TaskEvent.TaskCompleted;
import io.annals.events.task.TaskEvent.TaskReassigned;
import io.annals.events.task.TaskEvent.TaskReopened;
import io.annals.events.task.TaskEvent.TaskRescheduled;
import io.annals.events.task.TaskEvent.TaskSet;
import io.annals.events.task.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class TaskDeciderTest {
    private static final TaskId TASK = new TaskId(new UUID(1, 1));
    private static final CustomerId ANNA = new CustomerId(new UUID(1, 2));
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-03-06T12:00:00Z");
    private static final SetTask SET = new SetTask(TASK, ANNA, "Call back", null, "anna", NOON, "print", NOON);

    @Test
    void a_task_is_set_once_however_often_it_is_sent() {
        assertThat(TaskDecider.decide(SET, new TaskState.Unset(), CustomerStatus.REGISTERED))
                .containsExactly(new TaskSet(TASK, ANNA, Personal.of("Call back"), null, "anna", NOON, "print", NOON))
                .allMatch(set -> ANNA.toString().equals(set.subjectId()));
        assertThat(TaskDecider.decide(SET, set(), CustomerStatus.REGISTERED)).isEmpty();
        SetTask other = new SetTask(TASK, ANNA, "Write back", null, "anna", NOON, "other", NOON);
        assertThatThrownBy(() -> TaskDecider.decide(other, set(), CustomerStatus.REGISTERED))
                .isInstanceOf(TaskAlreadySet.class);
    }

    @Test
    void what_else_there_is_to_say_is_recorded_with_the_task() {
        SetTask told = new SetTask(TASK, ANNA, "Call back", "after five", "anna", NOON, "print", NOON);

        assertThat(TaskDecider.decide(told, new TaskState.Unset(), CustomerStatus.REGISTERED))
                .containsExactly(new TaskSet(
                        TASK, ANNA, Personal.of("Call back"), Personal.of("after five"), "anna", NOON, "print", NOON));
    }

    @Test
    void a_task_is_for_a_customer_who_is_there_or_for_nobody() {
        assertThatThrownBy(() -> TaskDecider.decide(SET, new TaskState.Unset(), CustomerStatus.UNKNOWN))
                .isInstanceOf(UnknownCustomer.class);
        assertThatThrownBy(() -> TaskDecider.decide(SET, new TaskState.Unset(), CustomerStatus.ERASED))
                .isInstanceOf(CustomerIsErased.class);
        SetTask nobodys = new SetTask(TASK, null, "Order paper", null, "anna", NOON, "print", NOON);
        assertThat(TaskDecider.decide(nobodys, new TaskState.Unset(), CustomerStatus.REGISTERED))
                .singleElement()
                .satisfies(set -> assertThat(set.subjectId()).isEqualTo("task-" + TASK));
    }

    @Test
    void it_is_handed_on_and_put_off_in_one_edit() {
        ChangeTask change = new ChangeTask(TASK, IfMatch.version(0), "bob", FRIDAY, NOON);

        List<TaskEvent> facts = TaskDecider.decide(change, set(), CustomerStatus.REGISTERED, 0);

        assertThat(facts)
                .containsExactly(
                        new TaskReassigned(TASK, ANNA, "anna", "bob", NOON),
                        new TaskRescheduled(TASK, ANNA, "bob", FRIDAY, NOON));
        assertThat(TaskDecider.decide(
                        new ChangeTask(TASK, IfMatch.version(2), "bob", FRIDAY, NOON),
                        after(facts),
                        CustomerStatus.REGISTERED,
                        2))
                .as("so it is already")
                .isEmpty();
    }

    @Test
    void it_is_put_off_without_being_handed_on_and_handed_on_without_being_put_off() {
        assertThat(changed(null, FRIDAY)).containsExactly(new TaskRescheduled(TASK, ANNA, "anna", FRIDAY, NOON));
        assertThat(changed("bob", null)).containsExactly(new TaskReassigned(TASK, ANNA, "anna", "bob", NOON));
        assertThat(changed(null, null)).isEmpty();
    }

    private static List<TaskEvent> changed(@Nullable String assignee, @Nullable Instant due) {
        ChangeTask change = new ChangeTask(TASK, IfMatch.version(0), assignee, due, NOON);
        return TaskDecider.decide(change, set(), CustomerStatus.REGISTERED, 0);
    }

    @Test
    void what_is_based_on_an_old_version_is_refused() {
        ChangeTask change = new ChangeTask(TASK, IfMatch.version(0), "bob", null, NOON);

        assertThatThrownBy(() -> TaskDecider.decide(change, set(), CustomerStatus.REGISTERED, 1))
                .isInstanceOf(StaleVersion.class);
        assertThatThrownBy(() -> TaskDecider.decide(
                        new CompleteTask(TASK, IfMatch.version(0), NOON), set(), CustomerStatus.REGISTERED, 1))
                .isInstanceOf(StaleVersion.class);
        assertThat(TaskDecider.decide(new CompleteTask(TASK, IfMatch.ANY, NOON), set(), CustomerStatus.REGISTERED, 1))
                .hasSize(1);
        TaskState done = after(List.of(new TaskCompleted(TASK, ANNA, "anna", NOON)));
        assertThatThrownBy(() -> TaskDecider.decide(
                        new ReopenTask(TASK, IfMatch.version(0), NOON), done, CustomerStatus.REGISTERED, 1))
                .isInstanceOf(StaleVersion.class);
    }

    @Test
    void it_is_completed_once_and_reopened_once_and_not_changed_in_between() {
        List<TaskEvent> completed = TaskDecider.decide(
                new CompleteTask(TASK, IfMatch.version(0), NOON), set(), CustomerStatus.REGISTERED, 0);
        TaskState done = after(completed);

        assertThat(completed).containsExactly(new TaskCompleted(TASK, ANNA, "anna", NOON));
        assertThat(TaskDecider.decide(
                        new CompleteTask(TASK, IfMatch.version(0), NOON), done, CustomerStatus.REGISTERED, 1))
                .as("sent again")
                .isEmpty();
        assertThatThrownBy(() -> TaskDecider.decide(
                        new ChangeTask(TASK, IfMatch.version(1), "bob", null, NOON),
                        done,
                        CustomerStatus.REGISTERED,
                        1))
                .isInstanceOf(TaskIsDone.class);
        assertThat(TaskDecider.decide(
                        new ReopenTask(TASK, IfMatch.version(1), NOON), done, CustomerStatus.REGISTERED, 1))
                .containsExactly(new TaskReopened(TASK, ANNA, "anna", NOON));
        assertThat(TaskDecider.decide(
                        new ReopenTask(TASK, IfMatch.version(1), NOON), set(), CustomerStatus.REGISTERED, 2))
                .isEmpty();
    }

    @Test
    void nothing_is_recorded_of_a_task_that_nobody_set_or_whose_customer_is_erased() {
        CompleteTask complete = new CompleteTask(TASK, IfMatch.ANY, NOON);

        assertThatThrownBy(() -> TaskDecider.decide(complete, new TaskState.Unset(), CustomerStatus.REGISTERED, -1))
                .isInstanceOf(UnknownTask.class);
        assertThatThrownBy(() -> TaskDecider.decide(complete, set(), CustomerStatus.ERASED, 0))
                .isInstanceOf(CustomerIsErased.class);
        assertThatThrownBy(() -> TaskDecider.decide(
                        new ChangeTask(TASK, IfMatch.ANY, "bob", null, NOON), set(), CustomerStatus.ERASED, 0))
                .isInstanceOf(CustomerIsErased.class);
        TaskState done = after(List.of(new TaskCompleted(TASK, ANNA, "anna", NOON)));
        assertThatThrownBy(() ->
                        TaskDecider.decide(new ReopenTask(TASK, IfMatch.ANY, NOON), done, CustomerStatus.ERASED, 1))
                .isInstanceOf(CustomerIsErased.class);
    }

    @Test
    void a_task_is_handed_on_put_off_done_and_reopened_and_stays_the_same_task() {
        List<TaskEvent> life = List.of(
                new TaskReassigned(TASK, ANNA, "anna", "bob", NOON),
                new TaskRescheduled(TASK, ANNA, "bob", FRIDAY, NOON),
                new TaskCompleted(TASK, ANNA, "bob", NOON),
                new TaskReopened(TASK, ANNA, "bob", NOON));

        assertThat(after(life.subList(0, 3))).isEqualTo(new TaskState.Known(ANNA, "bob", FRIDAY, true, "print"));
        assertThat(after(life)).isEqualTo(new TaskState.Known(ANNA, "bob", FRIDAY, false, "print"));
        assertThat(TaskState.after(new TaskState.Unset(), life.getFirst()))
                .as("nobody has set it")
                .isEqualTo(new TaskState.Unset());
        assertThat(TaskState.after(
                        after(life), new TaskSet(TASK, null, Personal.of("Other"), null, "cy", NOON, "other", NOON)))
                .as("it is set once")
                .isEqualTo(after(life));
    }

    @Test
    void whoever_is_late_sees_the_task_as_it_stands() {
        TaskEvent set = TaskDecider.decide(SET, new TaskState.Unset(), CustomerStatus.REGISTERED)
                .getFirst();
        TaskEvent done = new TaskCompleted(TASK, ANNA, "anna", NOON);

        assertThat(TaskRecord.of(TASK, set().known(), history(set)))
                .isEqualTo(new TaskRecord(TASK, ANNA, Personal.of("Call back"), "anna", NOON, "open", 0));
        assertThat(TaskRecord.of(TASK, after(List.of(done)).known(), history(set, done)))
                .isEqualTo(new TaskRecord(TASK, ANNA, Personal.of("Call back"), "anna", NOON, "done", 1));
    }

    private static List<RecordedFact> history(TaskEvent... facts) {
        return Stream.of(facts).map(fact -> new RecordedFact(1, fact)).toList();
    }

    private static TaskState set() {
        return TaskState.after(
                new TaskState.Unset(),
                TaskDecider.decide(SET, new TaskState.Unset(), CustomerStatus.REGISTERED)
                        .getFirst());
    }

    private static TaskState after(List<TaskEvent> facts) {
        TaskState state = set();
        for (TaskEvent fact : facts) {
            state = TaskState.after(state, fact);
        }
        return state;
    }
}
