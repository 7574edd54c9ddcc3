/**
 * The log as Axon wants to see it: a storage engine for the command side, a message source for the query side.
 *
 * <p>Promises: one unit of work is one commit; whoever asked for it learns its position; a processor sees every event
 * once, in order, and stops rather than skip one. Forbids: anything that the log does not already promise. This is the one
 * room of the module where a type of Axon may appear; whoever leaves Axon deletes it.
 */
@NullMarked
package io.annals.log.axon;

import org.jspecify.annotations.NullMarked;
