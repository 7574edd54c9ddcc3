/**
 * Opportunities: sales that may come, and what becomes of them.
 *
 * <p>Promises: an opportunity is opened once, however often it is sent; a stage is one of the pipeline that was effective when
 * the decision was recorded, and the fact names its version; what somebody else has changed meanwhile is not overwritten;
 * nothing is recorded of an opportunity whose customer has been erased. Forbids: personal values in states.
 */
@NullMarked
package io.annals.command.opportunity;

import org.jspecify.annotations.NullMarked;
