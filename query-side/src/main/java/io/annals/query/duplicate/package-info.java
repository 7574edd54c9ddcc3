/**
 * Who may be one and the same: suggested with a score and reasons, by the model in {@code linkage}.
 *
 * <p>Forbids: deciding anything; that two are not the same, or are, is said by people on the command side.
 */
@NullMarked
package io.annals.query.duplicate;

import org.jspecify.annotations.NullMarked;
