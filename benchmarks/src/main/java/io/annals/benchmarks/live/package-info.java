/**
 * The live path beside its peers: from a contact that is due to be published to its arrival in every socket.
 *
 * <p>One client for all of them, in a process of its own: one thread that selects, reads and takes the time, so that what is
 * compared is the servers. Publishing is an open loop, and a contact's clock starts when it was due, so a stall counts for all
 * that it held up. Every delivery is accounted for: one that is missing, doubled or strayed fails the run.
 */
@NullMarked
package io.annals.benchmarks.live;

import org.jspecify.annotations.NullMarked;
