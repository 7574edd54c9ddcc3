/**
 * What follows from facts: policies, each a pure answer to "and now?", and the processors that feed them from the log.
 *
 * <p>Promises: every fact is reacted to at least once, also after a kill between a reaction and the processor's token, and in
 * order within one customer; a reaction that fails for good is set aside with all later ones of that customer, the others go
 * on; a rebuild of views makes no policy act. Since a reaction may come again, its command must find out that it is done:
 * it claims a stream of its own. Forbids: reacting by anything but a command through the gateway.
 */
@NullMarked
package io.annals.command.decision.policy;

import org.jspecify.annotations.NullMarked;
