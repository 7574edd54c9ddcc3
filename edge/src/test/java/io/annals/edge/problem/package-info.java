/** Tests of what refusals say. */
@NullMarked
package io.annals.edge.problem;

import org.jspecify.annotations.NullMarked;
