/**
 * Tasks: who is to do what by when, for a customer or for nobody in particular.
 *
 * <p>Promises: a task is set once, however often it is sent; what somebody else has changed meanwhile is not overwritten;
 * nothing is recorded of a task whose customer has been erased. Forbids: the clock, as to what is overdue, and personal
 * values in states.
 */
@NullMarked
package io.annals.command.task;

import org.jspecify.annotations.NullMarked;
