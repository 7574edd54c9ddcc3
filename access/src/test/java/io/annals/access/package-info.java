@NullMarked
package io.annals.access;

import org.jspecify.annotations.NullMarked;
