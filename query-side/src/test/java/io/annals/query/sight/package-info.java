@NullMarked
package io.annals.query.sight;

import org.jspecify.annotations.NullMarked;
