/**
 * Keeps stored views current: the machinery that all of them share and that knows none of them.
 *
 * <p>A {@link io.annals.query.projection.Fold} is pure. This room feeds it from the log through an Axon event processor,
 * writes what it makes in one bulk a batch and before the token, says how far it is, sets aside what cannot be digested and
 * rebuilds a view beside the running one. The same fold makes the past in {@link io.annals.query.projection.History}.
 *
 * <p>The projections of a process are a {@link io.annals.query.projection.Group} with one {@link io.annals.query.projection.Reader};
 * whoever is new, being rebuilt or ill has one of its own until it is as far.
 *
 * <p>Promises: an event seen twice changes nothing; a token is never ahead of the views; one subject's trouble is no
 * other's. Forbids: any word of customers, any command.
 */
@NullMarked
package io.annals.query.projection;

import org.jspecify.annotations.NullMarked;
