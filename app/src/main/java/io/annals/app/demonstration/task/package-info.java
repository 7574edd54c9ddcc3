/** What the feature task shows of itself in the demonstration. */
@NullMarked
package io.annals.app.demonstration.task;

import org.jspecify.annotations.NullMarked;
