package io.annals.query.task;

import static io.annals.query.Stories.ANN;
import static io.annals.query.Stories.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.customer.CustomerEvent.CustomerRenamed;
import io.annals.events.customer.CustomerEvent.RegionAssigned;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import io.annals.events.task.TaskEvent.TaskCompleted;
import io.annals.events.task.TaskEvent.TaskReassigned;
import io.annals.events.task.TaskEvent.TaskReopened;
import io.annals.events.task.TaskEvent.TaskRescheduled;
import io.annals.events.task.TaskEvent.TaskSet;
import io.annals.events.task.TaskId;
import io.annals.query.GivenFact;
import io.annals.query.task.TasksView.State;
import io.annals.query.task.TasksView.Task;
import io.annals.query.visibility.Belonging;
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

    @Test
    void a_task_shows_all_that_was_told_of_it() {
        Fact told = new TaskSet(
                CALL, ANN, Personal.of("Call back"), Personal.of("after five"), "ann", day(1), "print", day(0));

        assertThat(after(told))
                .containsExactly(new Task(
                        CALL,
                        ANN,
                        Personal.of("Call back"),
                        Personal.of("after five"),
                        "ann",
                        day(1),
                        State.OPEN,
                        day(0),
                        "agent",
                        null,
                        0));
    }

    @Test
    void what_becomes_of_one_task_touches_no_other() {
        assertThat(after(set(CALL), set(task(2)), new TaskReassigned(task(2), ANN, "ann", "bob", day(2))))
                .extracting(Task::assignee)
                .containsExactly("ann", "bob");
    }

    @Test
    void a_reopened_task_is_of_a_new_version() {
        assertThat(after(
                        set(CALL),
                        new TaskCompleted(CALL, ANN, "ann", day(3)),
                        new TaskReopened(CALL, ANN, "ann", day(4))))
                .extracting(Task::version)
                .containsExactly(2L);
    }

    @Test
    void of_those_that_are_done_the_one_done_first_goes_first_in_whatever_order_they_were_set() {
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i <= TaskFold.DONE_KEPT; i++) {
            facts.add(set(task(i)));
        }
        facts.add(new TaskCompleted(task(7), ANN, "ann", day(0)));
        for (int i = 0; i <= TaskFold.DONE_KEPT; i++) {
            if (i != 7) {
                facts.add(new TaskCompleted(task(i), ANN, "ann", day(TaskFold.DONE_KEPT + 1 - i)));
            }
        }

        List<Task> tasks = GivenFact.view(new TaskFold(), facts).tasks();

        assertThat(tasks).hasSize(TaskFold.DONE_KEPT).extracting(Task::id).doesNotContain(task(7));
    }

    @Test
    void they_are_listed_for_whoever_sees_the_customers_team_and_region() {
        TasksView view = GivenFact.view(
                new TaskFold(),
                List.of(
                        set(CALL),
                        new TeamAssigned(ANN, "north", day(2)),
                        new RegionAssigned(ANN, "kyiv", day(2)),
                        new TaskCompleted(CALL, ANN, "ann", day(3))));

        assertThat(view.belonging()).isEqualTo(new Belonging("north", "kyiv"));
        assertThat(view.tasks()).hasSize(1);
    }

    @Test
    void what_is_no_concern_of_the_tasks_leaves_the_very_same_view() {
        TasksView one = GivenFact.view(new TaskFold(), List.of(set(CALL)));

        assertThat(then(one, new TaskReopened(task(2), ANN, "ann", day(4))))
                .as("done long ago")
                .isSameAs(one);
        assertThat(then(one, new CustomerRenamed(ANN, Personal.of("Ann"), day(4))))
                .isSameAs(one);
        assertThat(then(TasksView.NONE, new CustomerErased(ANN, day(4)))).isSameAs(TasksView.NONE);
    }

    private static TasksView then(TasksView view, Fact fact) {
        GivenFact told = GivenFact.inCommitsOf(1, List.of(fact)).getFirst();
        return new TaskFold().apply(view, told.where(), told.fact());
    }
}
