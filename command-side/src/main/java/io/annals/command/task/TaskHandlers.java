package io.annals.command.task;

import io.annals.command.CustomerStatus;
import io.annals.command.decision.Answer;
import io.annals.command.decision.Decision;
import io.annals.command.decision.Decisions;
import io.annals.command.decision.Fold;
import io.annals.command.decision.Reading;
import io.annals.command.decision.Reading.RecordedFact;
import io.annals.command.decision.UnknownCustomer;
import io.annals.command.task.TaskCommand.ChangeTask;
import io.annals.command.task.TaskCommand.CompleteTask;
import io.annals.command.task.TaskCommand.ReopenTask;
import io.annals.command.task.TaskCommand.SetTask;
import io.annals.edge.refusal.StaleVersion;
import io.annals.events.CustomerId;
import io.annals.events.task.TaskEvent;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The shell of {@link TaskDecider}: says what it must see. The answer is the version that the task has from now on. */
@Component
final class TaskHandlers {
    static final Fold<TaskState, TaskEvent> TASK = Fold.of(TaskEvent.class, new TaskState.Unset(), TaskState::after);

    private final Decisions decisions;

    TaskHandlers(Decisions decisions) {
        this.decisions = decisions;
    }

    @CommandHandler
    Answer<Long> on(SetTask c) {
        String stream = c.task().stream();
        return decisions.take(List.of(stream), reading -> {
            TaskState state = reading.stateOfNew(TASK, stream);
            if (state instanceof TaskState.Known known && known.customer() != null) {
                reading.concerns(known.customer()); // what another team's task says is not compared with
            }
            return decided(c, TaskDecider.decide(c, state, standing(c.customer(), reading)), reading);
        });
    }

    @CommandHandler
    Answer<Long> on(ChangeTask c) {
        return edited(c, TaskDecider::decide);
    }

    @CommandHandler
    Answer<Long> on(CompleteTask c) {
        return edited(c, TaskDecider::decide);
    }

    @CommandHandler
    Answer<Long> on(ReopenTask c) {
        return edited(c, TaskDecider::decide);
    }

    private interface Edit<C> {
        List<TaskEvent> decide(C command, TaskState state, CustomerStatus customer, long version);
    }

    /** Whoever edits what is no longer so is shown what is. */
    private <C extends TaskCommand> Answer<Long> edited(C c, Edit<C> edit) {
        String stream = c.task().stream();
        return decisions.take(List.of(stream), reading -> {
            TaskState state = reading.state(TASK, stream);
            CustomerStatus customer = standingOfKnown(state.known().customer(), reading);
            try {
                return decided(c, edit.decide(c, state, customer, reading.version(stream)), reading);
            } catch (StaleVersion stale) {
                throw stale.showing(asItStands(c, reading.history(stream)));
            }
        });
    }

    private static TaskRecord asItStands(TaskCommand c, List<RecordedFact> history) {
        TaskState state = new TaskState.Unset();
        for (RecordedFact told : history) {
            state = TaskState.after(state, (TaskEvent) told.fact());
        }
        return TaskRecord.of(c.task(), state.known(), history);
    }

    private static CustomerStatus standing(@Nullable CustomerId customer, Reading reading) {
        return customer == null ? CustomerStatus.REGISTERED : reading.state(CustomerStatus.FOLD, customer.stream());
    }

    /** Of somebody beyond the sender's scope there is no task either. */
    private static CustomerStatus standingOfKnown(@Nullable CustomerId customer, Reading reading) {
        try {
            return standing(customer, reading);
        } catch (UnknownCustomer beyond) {
            throw new UnknownTask();
        }
    }

    private static Decision<Long> decided(TaskCommand c, List<TaskEvent> facts, Reading reading) {
        return Decision.onStream(c.task().stream(), facts, reading, Long::valueOf);
    }
}
