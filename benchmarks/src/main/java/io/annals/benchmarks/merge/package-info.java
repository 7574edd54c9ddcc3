/** What it costs to read customers who are one, beside those who never were. */
@NullMarked
package io.annals.benchmarks.merge;

import org.jspecify.annotations.NullMarked;
