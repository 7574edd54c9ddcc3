package io.annals.command.task;

import io.annals.edge.refusal.RuleBroken;

/** The same id was used for another task. */
final class TaskAlreadySet extends RuleBroken {
    private static final long serialVersionUID = 1L;

    TaskAlreadySet() {
        super("task-already-set", "A task of this id was set, with another content.");
    }
}
