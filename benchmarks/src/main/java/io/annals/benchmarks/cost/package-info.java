/** What a running server costs: at rest, a contact at a time, and with more projections than its own. */
@NullMarked
package io.annals.benchmarks.cost;

import org.jspecify.annotations.NullMarked;
