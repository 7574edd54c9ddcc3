/**
 * What was asked of a log and answered, what lies in it in the end, and whether the two can both be true.
 *
 * <p>The checker shares no code with the log: it reads raw documents and follows the form that the log's README lays down.
 */
@NullMarked
package io.annals.faults.history;

import org.jspecify.annotations.NullMarked;
