package io.annals.command.task;

import io.annals.command.CustomerIsErased;
import io.annals.command.CustomerStatus;
import io.annals.command.decision.UnknownCustomer;
import io.annals.command.task.TaskCommand.ChangeTask;
import io.annals.command.task.TaskCommand.CompleteTask;
import io.annals.command.task.TaskCommand.ReopenTask;
import io.annals.command.task.TaskCommand.SetTask;
import io.annals.command.task.TaskState.Known;
import io.annals.events.Personal;
import io.annals.events.task.TaskEvent;
import io.annals.events.task.TaskEvent.TaskCompleted;
import io.annals.events.task.TaskEvent.TaskReassigned;
import io.annals.events.task.TaskEvent.TaskReopened;
import io.annals.events.task.TaskEvent.TaskRescheduled;
import io.annals.events.task.TaskEvent.TaskSet;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides about tasks. Pure. An empty list: it is so already. The standing is that of the task's customer,
 * {@code REGISTERED} for a task without one.
 */
final class TaskDecider {
    private TaskDecider() {}

    static List<TaskEvent> decide(SetTask c, TaskState state, CustomerStatus customer) {
        if (state instanceof Known known) {
            if (!known.fingerprint().equals(c.fingerprint())) {
                throw new TaskAlreadySet();
            }
            return List.of();
        }
        refuseUnlessRegistered(customer);
        return List.of(new TaskSet(
                c.task(),
                c.customer(),
                Personal.of(c.title()),
                c.text() == null ? null : Personal.of(c.text()),
                c.assignee(),
                c.due(),
                c.fingerprint(),
                c.at()));
    }

    /** @param version at which the task's stream is */
    static List<TaskEvent> decide(ChangeTask c, TaskState state, CustomerStatus customer, long version) {
        Known known = state.known();
        refuseUnlessRegistered(customer);
        c.version().refuseUnless(version);
        if (known.done()) {
            throw new TaskIsDone();
        }
        List<TaskEvent> facts = new ArrayList<>();
        String assignee = c.assignee() == null ? known.assignee() : c.assignee();
        if (!assignee.equals(known.assignee())) {
            facts.add(new TaskReassigned(c.task(), known.customer(), known.assignee(), assignee, c.at()));
        }
        if (c.due() != null && !c.due().equals(known.due())) {
            facts.add(new TaskRescheduled(c.task(), known.customer(), assignee, c.due(), c.at()));
        }
        return facts;
    }

    static List<TaskEvent> decide(CompleteTask c, TaskState state, CustomerStatus customer, long version) {
        Known known = state.known();
        if (known.done()) {
            return List.of();
        }
        refuseUnlessRegistered(customer);
        c.version().refuseUnless(version);
        return List.of(new TaskCompleted(c.task(), known.customer(), known.assignee(), c.at()));
    }

    static List<TaskEvent> decide(ReopenTask c, TaskState state, CustomerStatus customer, long version) {
        Known known = state.known();
        if (!known.done()) {
            return List.of();
        }
        refuseUnlessRegistered(customer);
        c.version().refuseUnless(version);
        return List.of(new TaskReopened(c.task(), known.customer(), known.assignee(), c.at()));
    }

    private static void refuseUnlessRegistered(CustomerStatus customer) {
        switch (customer) {
            case UNKNOWN -> throw new UnknownCustomer();
            case ERASED -> throw new CustomerIsErased();
            case REGISTERED -> {}
        }
    }
}
