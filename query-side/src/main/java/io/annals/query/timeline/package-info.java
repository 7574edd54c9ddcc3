/**
 * All that happened with one customer, newest first.
 *
 * <p>Nothing is stored here: a timeline is read from the log's own index by subject. {@link TimelineEntry#of} is the one
 * place where a fact becomes an entry, for the pages of the timeline, for its past and for those who watch it live.
 * What a fact says there its feature declares ({@link io.annals.query.timeline.TimelineEntries}); no family is named here.
 */
@NullMarked
package io.annals.query.timeline;

import org.jspecify.annotations.NullMarked;
