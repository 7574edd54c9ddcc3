/**
 * Who belongs to whom: departments of organisations, people in organisations and households. An organisation and a household
 * are customers, with all that customers have. One stream a customer, {@code party-<customer>}.
 *
 * <p>Promises: that a person is in a group is told of both, by a fact each in one commit; what is personal of the person is told
 * of the person alone, so that it goes with the person's key.
 */
@NullMarked
package io.annals.events.party;

import org.jspecify.annotations.NullMarked;
