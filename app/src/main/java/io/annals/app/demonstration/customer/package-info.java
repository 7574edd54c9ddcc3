/** What the feature customer shows of itself in the demonstration. */
@NullMarked
package io.annals.app.demonstration.customer;

import org.jspecify.annotations.NullMarked;
