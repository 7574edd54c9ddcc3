@NullMarked
package io.annals.query.duplicate.linkage;

import org.jspecify.annotations.NullMarked;
