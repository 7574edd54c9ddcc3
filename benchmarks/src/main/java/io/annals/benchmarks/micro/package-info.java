/**
 * What one event costs in the processor alone, without database or threads: encoding, digest, encryption, decoding. Run by JMH in
 * JVMs of their own.
 */
@NullMarked
package io.annals.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
