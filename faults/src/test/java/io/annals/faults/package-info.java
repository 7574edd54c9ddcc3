@NullMarked
package io.annals.faults;

import org.jspecify.annotations.NullMarked;
