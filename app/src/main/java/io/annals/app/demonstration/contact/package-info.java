/** What the feature contact shows of itself in the demonstration. */
@NullMarked
package io.annals.app.demonstration.contact;

import org.jspecify.annotations.NullMarked;
