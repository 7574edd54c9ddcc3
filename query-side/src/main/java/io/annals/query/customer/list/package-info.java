/**
 * The customers in lists: today's, filtered, sorted, searched, and under the names that a user has given to filters.
 *
 * <p>Promises: whoever may not read timelines finds nobody by the text of a contact. Forbids: a filter that is saved and
 * tells something of a person, since an erasure could not find it.
 */
@NullMarked
package io.annals.query.customer.list;

import org.jspecify.annotations.NullMarked;
