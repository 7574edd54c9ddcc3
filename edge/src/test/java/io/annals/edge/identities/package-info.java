@NullMarked
package io.annals.edge.identities;

import org.jspecify.annotations.NullMarked;
