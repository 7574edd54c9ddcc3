@NullMarked
package io.annals.faults.history;

import org.jspecify.annotations.NullMarked;
