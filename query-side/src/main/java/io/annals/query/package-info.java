/**
 * The side that folds and shows. One folder a view; {@code projection} is the machinery that keeps stored views current.
 *
 * <p>Promises: every view is a fold of the log and can be thrown away. Forbids: any command, any decision, any knowledge
 * of the command side. Views share events and the machinery, nothing else.
 */
@NullMarked
package io.annals.query;

import org.jspecify.annotations.NullMarked;
