/** The machinery on a real mongod, and the laws of every fold. */
@NullMarked
package io.annals.query.projection;

import org.jspecify.annotations.NullMarked;
