/**
 * How customers are known, as people and channels write it: {@link io.annals.edge.identities.IdentityText} is the one place
 * that says what an address, a number or a card is, and in what form it is kept and found.
 *
 * <p>Promises: all spellings of one thing have one name, two things never share one; what was claimed under an earlier form is
 * still found. Forbids: knowledge of who is known by it.
 */
@NullMarked
package io.annals.edge.identities;

import org.jspecify.annotations.NullMarked;
