/** What the feature opportunity shows of itself in the demonstration. */
@NullMarked
package io.annals.app.demonstration.opportunity;

import org.jspecify.annotations.NullMarked;
