@NullMarked
package io.annals.query.duplicate;

import org.jspecify.annotations.NullMarked;
