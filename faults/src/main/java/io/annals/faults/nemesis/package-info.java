/** What goes wrong: every kind of fault, each healed again, drawn from a seed. */
@NullMarked
package io.annals.faults.nemesis;

import org.jspecify.annotations.NullMarked;
