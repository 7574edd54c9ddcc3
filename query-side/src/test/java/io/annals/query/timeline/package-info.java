/** What comes into a timeline, and where. */
@NullMarked
package io.annals.query.timeline;

import org.jspecify.annotations.NullMarked;
