@NullMarked
package io.annals.benchmarks.duplicate;

import org.jspecify.annotations.NullMarked;
