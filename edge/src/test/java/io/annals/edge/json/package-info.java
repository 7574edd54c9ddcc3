@NullMarked
package io.annals.edge.json;

import org.jspecify.annotations.NullMarked;
