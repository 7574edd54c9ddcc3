/**
 * JSON as this company speaks it, at every door alike: over HTTP, on the web socket, a line of a batch. Promises: what is
 * read is exactly what was written (nothing unknown, nothing twice, nothing coerced), bounded in depth and length; a
 * refusal names the field and no Java class. Forbids: a form that names a Java class on the wire.
 */
@NullMarked
package io.annals.edge.json;

import org.jspecify.annotations.NullMarked;
