/**
 * The log looked at as a whole: where its head is, whether its chain holds, and what is in it.
 *
 * <p>Promises: a verification recomputes every link, follows every stream's numbers, and says where something is wrong first.
 * Forbids: mending anything.
 */
@NullMarked
package io.annals.query.audit;

import org.jspecify.annotations.NullMarked;
