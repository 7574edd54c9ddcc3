package io.annals.query.task;

import static io.annals.query.Stories.ANN;
import static io.annals.query.Stories.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.task.TaskEvent.TaskCompleted;
import io.annals.events.task.TaskEvent.TaskReassigned;
import io.annals.events.task.TaskEvent.TaskReopened;
import io.annals.events.task.TaskEvent.TaskRescheduled;
import io.annals.events.task.TaskEvent.TaskSet;
import io.annals.events.task.TaskId;
import io.annals.query.GivenFact;
import io.annals.query.task.TasksView.State;
import io.annals.query.task.TasksView.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class TaskFoldTest {
    private static final TaskId CALL = task(1);

    private static TaskId task(int number) {
        return new TaskId(new UUID(7, number));
    }

    private static TaskSet set(TaskId task) {
        return new TaskSet(task, ANN, Personal.of("Call back"), null, "ann", day(1), "print", day(0));
    }

    private static List<Task> after(Fact... facts) {
        return GivenFact.view(new TaskFold(), List.of(facts)).tasks();
    }

    @Test
    void a_task_is_open_until_it_is_done_and_knows_its_version() {
        assertThat(after(set(CALL), new TaskReassigned(CALL, ANN, "ann", "bob", day(2))))
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.assignee()).isEqualTo("bob");
                    assertThat(task.state()).isEqualTo(State.OPEN);
                    assertThat(task.setBy()).isEqualTo("agent");
                    assertThat(task.version()).isEqualTo(1);
                });
        assertThat(after(
                        set(CALL),
                        new TaskRescheduled(CALL, ANN, "ann", day(5), day(2)),
                        new TaskCompleted(CALL, ANN, "ann", day(3))))
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.due()).isEqualTo(day(5));
                    assertThat(task.state()).isEqualTo(State.DONE);
                    assertThat(task.completedAt()).isEqualTo(day(3));
                    assertThat(task.version()).isEqualTo(2);
                });
    }

    @Test
    void a_reopened_task_is_as_if_it_had_never_been_done() {
        assertThat(after(
                        set(CALL),
                        new TaskCompleted(CALL, ANN, "ann", day(3)),
                        new TaskReopened(CALL, ANN, "ann", day(4))))
                .singleElement()
                .satisfies(task -> {
                    assertThat(task.state()).isEqualTo(State.OPEN);
                    assertThat(task.completedAt()).isNull();
                });
    }

    @Test
    void somebody_erased_has_no_tasks_any_more() {
        assertThat(after(set(CALL), new CustomerErased(ANN, day(2)))).isEmpty();
    }

    @Test
    void all_open_tasks_stay_and_of_those_that_are_done_the_latest() {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < TaskFold.DONE_KEPT + 50; i++) {
            facts.add(set(task(i)));
            if (i != 3) {
                facts.add(new TaskCompleted(task(i), ANN, "ann", day(i)));
            }
        }

        List<Task> tasks = GivenFact.view(new TaskFold(), facts).tasks();

        assertThat(tasks).hasSize(TaskFold.DONE_KEPT + 1);
        assertThat(tasks.getFirst().id()).as("open").isEqualTo(task(3));
        assertThat(tasks.get(1).id()).as("the oldest of the latest").isEqualTo(task(50));
    }
}
