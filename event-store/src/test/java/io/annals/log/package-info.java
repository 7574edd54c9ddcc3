/** What the log promises, as sentences, and trials of its MongoDB form against a real mongod. */
@NullMarked
package io.annals.log;

import org.jspecify.annotations.NullMarked;
