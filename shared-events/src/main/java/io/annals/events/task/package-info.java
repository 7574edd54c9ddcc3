/**
 * Tasks: what somebody is to do, by when, for a customer or for nobody in particular. One stream a task, {@code task-…}.
 *
 * <p>Promises: all facts of one task have the same subject. What a task says is personal in any case: of its customer, or,
 * without one, of the task itself, which then has a key of its own.
 */
@NullMarked
package io.annals.events.task;

import org.jspecify.annotations.NullMarked;
