/**
 * The whole walk, from outside: the real program in a process of its own on a real mongod, spoken to over HTTP, sockets and
 * server-sent events, and held against what the log itself holds. Knows the public contracts; of the rooms it only reads
 * names.
 */
@NullMarked
package io.annals.endtoend;

import org.jspecify.annotations.NullMarked;
