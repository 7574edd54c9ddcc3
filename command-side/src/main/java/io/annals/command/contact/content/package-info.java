/**
 * How the contents of contacts are read, a kind a form. Forbids: refusing what happened for how it was told.
 */
@NullMarked
package io.annals.command.contact.content;

import org.jspecify.annotations.NullMarked;
