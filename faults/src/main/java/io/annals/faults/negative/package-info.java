/**
 * Appenders that break one rule of the design each, and a nemesis that shows it. They speak to MongoDB directly, in the log's own
 * form, and keep the same histories; a checker that does not catch them is no checker.
 */
@NullMarked
package io.annals.faults.negative;

import org.jspecify.annotations.NullMarked;
