/**
 * The command side: decides what happened, and has it recorded. One room a feature; they share the facts and the machinery in
 * {@code decision}, and nothing else.
 *
 * <p>Promises: nothing is recorded that a decider has not decided on the newest state of the streams it looked at; whoever
 * is told a position is told of something durable. Forbids: reading a view of the query side.
 */
@NullMarked
package io.annals.command;

import org.jspecify.annotations.NullMarked;
