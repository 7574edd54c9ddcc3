/**
 * A small company of invented people, told through the public interface: the weeks behind it, and how it goes on living. Each
 * feature tells what belongs to it by a {@link io.annals.app.demonstration.Story} in a folder of its own here, with its
 * phrases in the folder of the same name under {@code resources/demonstration}; it is found by being there.
 *
 * <p>Promises: the same seed tells the same; nobody in it exists (addresses under the domains of RFC 2606, numbers that
 * regulators keep for films); whatever is told goes through HTTP as anybody's contacts do. Holds no rule of the business.
 */
@NullMarked
package io.annals.app.demonstration;

import org.jspecify.annotations.NullMarked;
