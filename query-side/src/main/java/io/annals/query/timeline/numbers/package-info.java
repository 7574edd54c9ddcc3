/**
 * The numbers of the day that come from entries: contacts by channel and hour, points by day.
 *
 * <p>Holds no projection of its own: they are counted when asked for, from an index over the rows of all timelines (decision
 * 13). Promises: a day is the day of the zone that was asked for.
 */
@NullMarked
package io.annals.query.timeline.numbers;

import org.jspecify.annotations.NullMarked;
