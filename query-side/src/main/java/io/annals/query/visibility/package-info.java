/**
 * Who sees what: which customers exist for somebody, which fields of them, and a record of what they have looked at.
 *
 * <p>Promises: a customer beyond the scope looks like an id that nobody has; a field that a role may not see is left out of
 * every view, timeline, live frame and event: components say of what they tell ({@link io.annals.events.TellsOf}), here it is
 * said who sees that ({@link io.annals.query.visibility.Visibility}), and what says nothing stops the start; whoever sees
 * everything pays nothing for it; no read without a record. Forbids: a rule about who sees what anywhere else on this side,
 * besides the roles that stand at the endpoints.
 */
@NullMarked
package io.annals.query.visibility;

import org.jspecify.annotations.NullMarked;
