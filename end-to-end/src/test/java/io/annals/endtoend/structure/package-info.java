/** The directions between rooms, the form of the sources, the promises of README: all of them as tests. */
@NullMarked
package io.annals.endtoend.structure;

import org.jspecify.annotations.NullMarked;
