/** The unified client view, fact by fact. */
@NullMarked
package io.annals.query.customer;

import org.jspecify.annotations.NullMarked;
