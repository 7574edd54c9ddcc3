@NullMarked
package io.annals.query.opportunity;

import org.jspecify.annotations.NullMarked;
