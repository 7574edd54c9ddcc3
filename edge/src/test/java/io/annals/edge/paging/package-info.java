@NullMarked
package io.annals.edge.paging;

import org.jspecify.annotations.NullMarked;
