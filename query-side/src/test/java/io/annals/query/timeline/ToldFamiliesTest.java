package io.annals.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.events.EventFamily;
import io.annals.events.Fact;
import io.annals.events.task.TaskEvent;
import io.annals.events.task.TaskFamily;
import io.annals.query.Examples;
import io.annals.query.customer.CustomerEntries;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class ToldFamiliesTest {
    private static final class SilentTasks implements TimelineEntries<TaskEvent> {
        @Override
        public Class<TaskEvent> family() {
            return TaskEvent.class;
        }

        @Override
        public Optional<Told> of(TaskEvent fact) {
            return Optional.empty();
        }
    }

    @Test
    void a_family_that_is_neither_told_nor_declared_silent_stops_the_start() {
        List<EventFamily> tasks = List.of(new TaskFamily());

        assertThatThrownBy(() -> ToldFamilies.of(tasks, List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no TimelineEntries for the family task");
        assertThatThrownBy(() -> ToldFamilies.of(tasks, List.of(new CustomerEntries())))
                .as("what another family says is not taken for its own")
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_silent_family_is_told_in_no_timeline() {
        ToldFamilies silent = ToldFamilies.of(List.of(new TaskFamily()), List.of(new SilentTasks()));
        List<Fact> tasks =
                Examples.all().stream().filter(TaskEvent.class::isInstance).toList();

        assertThat(tasks)
                .hasSize(5)
                .allSatisfy(task -> assertThat(silent.told(task)).isEmpty());
    }
}
