/**
 * Bodies of many lines, of any length, read at constant memory: JSON a line, or rows with a header.
 *
 * <p>Promises: a line that is too long, not UTF-8, or not what it should be spoils itself and no other. Forbids: any
 * meaning of what the lines say.
 */
@NullMarked
package io.annals.command.contact.lines;

import org.jspecify.annotations.NullMarked;
