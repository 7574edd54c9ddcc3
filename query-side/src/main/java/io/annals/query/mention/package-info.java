/**
 * Who was mentioned in which note.
 *
 * <p>Holds the view (one a customer, with the notes that mention somebody), its fold and its endpoint. Promises: one's own
 * mentions only; an erased customer's notes mention nobody any more. Forbids: knowledge of other
 * views; of the timeline it knows how far one has read.
 */
@NullMarked
package io.annals.query.mention;

import org.jspecify.annotations.NullMarked;
