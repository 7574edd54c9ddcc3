/** Says of two customers who look alike that they are not the same, and takes it back. */
@NullMarked
package io.annals.command.duplicate;

import org.jspecify.annotations.NullMarked;
