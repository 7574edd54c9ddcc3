package io.annals.events.task;

import io.annals.events.EventFamily;
import io.annals.events.Fact;

/** Declares {@link TaskEvent}. */
public final class TaskFamily implements EventFamily {
    @Override
    public String name() {
        return "task";
    }

    @Override
    public Class<? extends Fact> type() {
        return TaskEvent.class;
    }
}
