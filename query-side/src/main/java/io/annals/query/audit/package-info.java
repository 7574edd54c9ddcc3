/**
 * The log looked at as a whole: where its head is, and whether its chain holds.
 *
 * <p>Promises: a verification recomputes every link and says where the first wrong one is. Forbids: mending anything.
 */
@NullMarked
package io.annals.query.audit;

import org.jspecify.annotations.NullMarked;
