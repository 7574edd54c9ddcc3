/** Likely duplicates: what is found of those that are known, beside Splink, and how long it takes where there are a million. */
@NullMarked
package io.annals.benchmarks.duplicate;

import org.jspecify.annotations.NullMarked;
