/** What the feature loyalty shows of itself in the demonstration. */
@NullMarked
package io.annals.app.demonstration.loyalty;

import org.jspecify.annotations.NullMarked;
