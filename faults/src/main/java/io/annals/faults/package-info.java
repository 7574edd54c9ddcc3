/**
 * The log under faults: a command that runs them by hand for as long as one likes, and what it takes for that. See the README.
 *
 * <p>Knows the log and the program from outside only: through their public types, processes and ports.
 */
@NullMarked
package io.annals.faults;

import org.jspecify.annotations.NullMarked;
