/**
 * The log beside its peers, in one run on one mongod: append, replay, reading one stream, delivery, growth, commands. A peer
 * that does the same job does it with the same durability (majority and journal; on PostgreSQL fsync and synchronous_commit)
 * and the same events. Contenders take turns, round by round, so that all see the same machine; a figure is the median of its
 * rounds, and the first round warms up and does not count. No view and no HTTP, but where it says so.
 */
@NullMarked
package io.annals.benchmarks.log;

import org.jspecify.annotations.NullMarked;
