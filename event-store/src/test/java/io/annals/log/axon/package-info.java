/** Axon's own tests of a storage engine, and ours of what lies around it, on a real database. */
@NullMarked
package io.annals.log.axon;

import org.jspecify.annotations.NullMarked;
