@NullMarked
package io.annals.query.live.presence;

import org.jspecify.annotations.NullMarked;
