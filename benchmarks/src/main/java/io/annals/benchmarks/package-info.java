/**
 * What is claimed is measured here: ours and what stands beside it, in one run, on the same mongod. Talks to a server of its
 * own through the public interface, as any client would.
 */
@NullMarked
package io.annals.benchmarks;

import org.jspecify.annotations.NullMarked;
