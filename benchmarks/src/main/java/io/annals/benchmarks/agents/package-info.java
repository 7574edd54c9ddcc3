/**
 * A service centre at work: simulated agents at their desks, each logged in with a web socket of their own and paced like
 * people, while contacts of many customers come in in an open loop. Of everything that somebody waits for the time is taken
 * from when it was due, so a stall counts for all that it holds up; whatever is refused, closed, lost or late beyond patience
 * is an error, and any error fails the run.
 */
@NullMarked
package io.annals.benchmarks.agents;

import org.jspecify.annotations.NullMarked;
