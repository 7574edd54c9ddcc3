/** The account of points, fact by fact. */
@NullMarked
package io.annals.query.loyalty;

import org.jspecify.annotations.NullMarked;
