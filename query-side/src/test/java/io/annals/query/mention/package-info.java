@NullMarked
package io.annals.query.mention;

import org.jspecify.annotations.NullMarked;
