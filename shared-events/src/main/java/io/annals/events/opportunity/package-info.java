/**
 * Opportunities: sales that may come, of one customer each, through the stages of a pipeline to won or lost. One stream an
 * opportunity, {@code opportunity-…}.
 *
 * <p>Promises: whatever a pipeline decided names the pipeline and its version. What an opportunity is called and why it was lost,
 * in words, is personal of its customer.
 */
@NullMarked
package io.annals.events.opportunity;

import org.jspecify.annotations.NullMarked;
