/**
 * What happened. Facts are immutable records in the past tense, grouped into sealed families, one family a kind of stream.
 *
 * <p>Promises: a component is never renamed or given another meaning; a change of shape is a new revision (see the room
 * {@code event-encoding}). Forbids: any dependency besides the JDK, JSpecify and Joda-Money, and any behaviour that is
 * not a plain question to the fact itself.
 */
@NullMarked
package io.annals.events;

import org.jspecify.annotations.NullMarked;
