@NullMarked
package io.annals.edge;

import org.jspecify.annotations.NullMarked;
