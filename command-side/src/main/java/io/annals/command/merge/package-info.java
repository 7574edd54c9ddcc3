/**
 * Customers that are one: merging two of them, parting them again, and runs of many merges that are undone as a whole.
 *
 * <p>Promises: links are a forest, whoever merges whom on whichever node; a merge and a parting are one commit each that moves
 * nothing; once a run is undone nothing is merged in it any more. Forbids: knowing what is recorded of the customers.
 */
@NullMarked
package io.annals.command.merge;

import org.jspecify.annotations.NullMarked;
