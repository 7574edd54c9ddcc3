package io.annals.query.task;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.task.TaskEvent.TaskCompleted;
import io.annals.events.task.TaskEvent.TaskReassigned;
import io.annals.events.task.TaskEvent.TaskReopened;
import io.annals.events.task.TaskEvent.TaskRescheduled;
import io.annals.events.task.TaskEvent.TaskSet;
import io.annals.events.task.TaskId;
import io.annals.query.Happening;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/** One of a customer's eight tasks is set, or something becomes of it. */
public final class TaskHappening implements Happening {
    @Override
    public Fact of(CustomerId customer, Random chance, Instant when) {
        String name = customer + "/" + chance.nextInt(8);
        TaskId task = new TaskId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
        return switch (chance.nextInt(5)) {
            case 0 -> new TaskSet(task, customer, Personal.of("do " + name), null, "ann", when, "print", when);
            case 1 -> new TaskReassigned(task, customer, "ann", "bob", when);
            case 2 -> new TaskRescheduled(task, customer, "bob", when.plusSeconds(60), when);
            case 3 -> new TaskCompleted(task, customer, "bob", when);
            default -> new TaskReopened(task, customer, "bob", when);
        };
    }
}
