/**
 * Tasks: mine, a colleague's, a team's, a customer's.
 *
 * <p>Holds the view (one a subject: a customer with all of their tasks, or a task of nobody's by itself), its fold and its
 * endpoint. Promises: an erased customer has no tasks any more; what is overdue is for the reader's clock to say. Forbids:
 * knowledge of other views.
 */
@NullMarked
package io.annals.query.task;

import org.jspecify.annotations.NullMarked;
