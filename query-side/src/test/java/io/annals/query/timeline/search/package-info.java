@NullMarked
package io.annals.query.timeline.search;

import org.jspecify.annotations.NullMarked;
