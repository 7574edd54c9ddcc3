/**
 * Words by whose beginnings things are found, in any language, and the question that finds them.
 *
 * <p>Promises: what is kept and what is asked for are brought into the same form. Forbids: knowledge of any view.
 */
@NullMarked
package io.annals.query.timeline.search;

import org.jspecify.annotations.NullMarked;
