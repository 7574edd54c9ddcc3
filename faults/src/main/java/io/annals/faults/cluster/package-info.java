/**
 * A replica set of three real mongods that can be killed, paused, cut off and filled up.
 *
 * <p>Promises: everything is on loopback and below one folder, and ends with this JVM, however that ends. Clients and members
 * alike reach a member through its {@link io.annals.faults.cluster.Proxy} only; the operator's own commands go past it.
 */
@NullMarked
package io.annals.faults.cluster;

import org.jspecify.annotations.NullMarked;
