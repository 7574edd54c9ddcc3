@NullMarked
package io.annals.identity;

import org.jspecify.annotations.NullMarked;
