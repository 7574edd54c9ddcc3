/**
 * Lists in pages: {@code ?cursor=…&limit=…}, answered with {@code next}, the cursor of the page after it.
 *
 * <p>Promises: a page begins behind the place where the one before ended, whatever has come, gone or moved meanwhile. Forbids:
 * page numbers and anything else that counts what is passed over.
 */
@NullMarked
package io.annals.edge.paging;

import org.jspecify.annotations.NullMarked;
