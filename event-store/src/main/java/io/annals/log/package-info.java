/**
 * The log: an append-only sequence of commits on MongoDB.
 *
 * <p>Promises: an acknowledged commit is never lost; positions are 1, 2, 3 … without gap or repeat; a reader sees a prefix;
 * within a stream the sequence numbers are contiguous. Forbids: any word of customer management, any type of Axon.
 */
@NullMarked
package io.annals.log;

import org.jspecify.annotations.NullMarked;
