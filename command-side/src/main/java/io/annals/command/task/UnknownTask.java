package io.annals.command.task;

import io.annals.edge.refusal.Unknown;

/** No task has this id. */
final class UnknownTask extends Unknown {
    private static final long serialVersionUID = 1L;

    UnknownTask() {
        super("unknown-task", "There is no such task.");
    }
}
