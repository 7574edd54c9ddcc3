package io.annals.command.task;

import io.annals.edge.refusal.RuleBroken;

/** What is done is not given to anybody else nor put off; whoever wants to reopens it first. */
final class TaskIsDone extends RuleBroken {
    private static final long serialVersionUID = 1L;

    TaskIsDone() {
        super("task-is-done", "The task has been completed.");
    }
}
