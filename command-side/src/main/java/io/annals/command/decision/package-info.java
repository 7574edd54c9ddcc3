/**
 * How a decision is taken: the one place where the command side reads streams and writes events, and, with the policies
 * beside it, the one that knows Axon.
 *
 * <p>A feature's shell says what to read and which pure decider to ask. This room promises: all facts of a decision are
 * one commit or none; a stream that was read and not written has not changed until then; on a conflict the whole decision is
 * taken again on a fresh read; a refusal, or that nothing needs to be done, is never told from memory alone. Forbids: any
 * rule of the business, besides to which stream a fact belongs.
 */
@NullMarked
package io.annals.command.decision;

import org.jspecify.annotations.NullMarked;
