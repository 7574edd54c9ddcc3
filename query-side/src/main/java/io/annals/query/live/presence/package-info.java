/**
 * Who is here: who views which customer, who types, who has claimed one. Of the moment, and never in the log.
 *
 * <p>Each session that says where it is has one small document, a seat, in the collection {@code presence}; every node
 * follows that collection and keeps the seats in memory. Promises: what one node is told every node shows, as a rule within
 * some tens of milliseconds; a customer has one claim at most, by a unique index; a node that dies leaves no seat behind for
 * longer than some seconds. Forbids: anything that lasts, anything personal of a customer, and waiting for the database on
 * the thread of a socket. A session that says nothing costs nothing here.
 */
@NullMarked
package io.annals.query.live.presence;

import org.jspecify.annotations.NullMarked;
