@NullMarked
package io.annals.edge.definition;

import org.jspecify.annotations.NullMarked;
