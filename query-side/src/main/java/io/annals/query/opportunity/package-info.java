/**
 * Opportunities: lists and sums by stage, those of a customer today or as they were, and what timelines tell of them.
 *
 * <p>Promises: sums are those of the very opportunities that the same question lists; probabilities are those of the pipeline in
 * force, and of a stage that it has no more those of the version that put an opportunity there.
 */
@NullMarked
package io.annals.query.opportunity;

import org.jspecify.annotations.NullMarked;
