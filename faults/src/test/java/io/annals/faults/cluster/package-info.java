@NullMarked
package io.annals.faults.cluster;

import org.jspecify.annotations.NullMarked;
