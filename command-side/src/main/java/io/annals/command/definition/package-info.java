/**
 * Definitions that people change, in versions: drafted, submitted, approved by another person where money or customers are
 * touched, effective from a moment on, withdrawn. A room that all features share: each registers its kind as a bean of type
 * {@link io.annals.events.definition.DefinitionKind}, and asks {@link io.annals.command.definition.Definitions} what is
 * effective.
 *
 * <p>Promises: a version that was effective never changes; a decision that a definition caused was taken by the version that was
 * effective when it was recorded. Forbids: any knowledge of the features.
 */
@NullMarked
package io.annals.command.definition;

import org.jspecify.annotations.NullMarked;
