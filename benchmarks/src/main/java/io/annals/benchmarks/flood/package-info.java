/** One actor floods, others work on: what they wait for, and whether they are ever refused. */
@NullMarked
package io.annals.benchmarks.flood;

import org.jspecify.annotations.NullMarked;
