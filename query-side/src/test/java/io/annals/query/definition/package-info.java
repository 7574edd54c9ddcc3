@NullMarked
package io.annals.query.definition;

import org.jspecify.annotations.NullMarked;
