/**
 * Contents of definitions as both sides read them: held against the schema of their kind, and then against what no schema can
 * say. Promises: a refusal names the JSON pointer of what is wrong, in the request that it came in, and the reason.
 */
@NullMarked
package io.annals.edge.definition;

import org.jspecify.annotations.NullMarked;
