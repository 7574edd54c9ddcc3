/**
 * The web socket {@code /live}: whoever watches a customer, a channel or everything sees each commit as it is recorded.
 *
 * <p>Promises: per topic a client gets every commit that shows in it, once, in the order of positions, from any point of
 * history on, and is told when it has caught up; what cannot be told is said, never passed over. A commit is decoded once
 * and a message encoded once, whoever receives it; a slow receiver costs the others nothing. Forbids: anything that waits
 * for one client on the thread that reads for all. The protocol stands in {@code asyncapi.yaml}.
 */
@NullMarked
package io.annals.query.live;

import org.jspecify.annotations.NullMarked;
