/**
 * What happened. Facts are immutable records in the past tense, grouped into sealed families, one family a kind of stream.
 * A family says by itself all that others must know of it: its streams, its public names, and how earlier revisions are read
 * ({@link io.annals.events.EventFamily}).
 *
 * <p>Promises: a component is never renamed or given another meaning; a change of shape is a new revision (see the room
 * {@code event-encoding}). Forbids: any dependency besides the JDK, JSpecify and Joda-Money, and any behaviour that is
 * not a plain question to the fact itself or the reading of an earlier revision.
 */
@NullMarked
package io.annals.events;

import org.jspecify.annotations.NullMarked;
