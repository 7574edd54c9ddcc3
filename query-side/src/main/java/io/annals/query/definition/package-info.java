/**
 * Definitions as they are read: kinds with their schemas, versions with what became of them, today or as of a position; and the
 * trial of one on history. A room that all features share: each registers the trial of its kind as a bean of type {@link
 * io.annals.query.definition.DefinitionTrial}, and asks {@link io.annals.query.definition.Definitions} for contents.
 *
 * <p>Promises: a trial changes nothing. Forbids: any knowledge of the features.
 */
@NullMarked
package io.annals.query.definition;

import org.jspecify.annotations.NullMarked;
