/**
 * {@code GET /events}: other services follow the log from any point, as CloudEvents 1.0 over server-sent events.
 *
 * <p>Promises: a follower gets every event that its filter lets through, once, in the order of the log, and may break off
 * and take up again anywhere, also inside a commit; memory a follower is bounded, a slow one reads slower. Forbids:
 * anything shared between followers, anything that holds a platform thread.
 */
@NullMarked
package io.annals.query.subscriptions;

import org.jspecify.annotations.NullMarked;
