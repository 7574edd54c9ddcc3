@NullMarked
package io.annals.query.visibility;

import org.jspecify.annotations.NullMarked;
